using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Contracts.Envelopes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>Which network a message belongs to: it says how long things are kept.</summary>
internal static class MessageNetwork
{
    /// <summary>
    /// The network that the message names; else that of its case; else the one network of the links by which a student's change is routed. Null where
    /// there is none, or several.
    /// </summary>
    public static string? Of(Envelope message, Facts facts)
    {
        if (message.Network is { } named)
        {
            return named;
        }

        var links = message.CaseId is { } caseId ? facts.Links.Where(link => link.CaseId == caseId) : facts.Links;
        return links.Select(link => link.Network).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var network] ? network : null;
    }
}
