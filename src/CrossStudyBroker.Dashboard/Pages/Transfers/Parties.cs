using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Resolution;
using CrossStudyBroker.Dashboard.Languages;
using CrossStudyBroker.Dashboard.Pages.Parts;

namespace CrossStudyBroker.Dashboard.Pages.Transfers;

/// <summary>What those are called who have a part in a transfer.</summary>
internal static class Parties
{
    /// <summary>A party of a transfer.</summary>
    public static string NameOf(Party party, Transfer transfer, Locale locale, DirectorySource directory) => party switch
    {
        Party.Sender => NameOf(transfer.Sender == Transfer.Broker ? null : transfer.Sender, locale, directory),
        Party.Recipient => NameOf(transfer.Recipient, locale, directory),
        _ => NameOf(institution: null, locale, directory),
    };

    /// <summary>Who did something: the person, and where from.</summary>
    public static string NameOf(Actor actor, Locale locale, DirectorySource directory) =>
        $"{actor.Name ?? locale[actor.Person is null ? "actor.program" : "actor.person"]}, {NameOf(actor.Institution, locale, directory)}";

    private static string NameOf(string? institution, Locale locale, DirectorySource directory) =>
        institution is null ? locale["who.operator"] : Names.Of(institution, directory.Current, locale);
}
