using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Schemas;
using static CrossStudyBroker.Contracts.Problems.ProblemCodes;

namespace CrossStudyBroker.Broker.Routing;

/// <summary>R1: one network, and both institutions valid members of it on that day.</summary>
internal static class MembershipRules
{
    /// <summary>Checks the sender and, if given, the recipient.</summary>
    public static IEnumerable<Problem> Check(InstitutionDirectory directory, string network, string sender, string? recipient, DateOnly day, string pointer = "/network")
    {
        if (!directory.Networks.TryGetValue(network, out var known))
        {
            yield return Unknown(directory, network, pointer);
            yield break;
        }

        if (!known.HasMember(sender, day))
        {
            yield return new Problem(SenderNotMember, pointer, $"{sender} is not a member of {known.Id} on {day:yyyy-MM-dd}.");
        }

        if (recipient is not null && !known.HasMember(recipient, day))
        {
            yield return new Problem(RecipientNotMember, "/recipient", $"{recipient} is not a member of {known.Id} on {day:yyyy-MM-dd}.");
        }
    }

    /// <summary>The problem of a network that does not exist.</summary>
    public static Problem Unknown(InstitutionDirectory directory, string network, string pointer) => new(
        NetworkUnknown, pointer, EditDistance.Nearest(network, directory.Networks.Keys) is { } nearest ? $"There is no such network; the nearest one is {nearest}." : "There is no such network.");
}
