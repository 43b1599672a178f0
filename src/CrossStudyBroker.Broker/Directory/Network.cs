using System.Text.Json.Serialization;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>An agreement between institutions under which students may cross-study. Days are Finnish calendar days, both included.</summary>
/// <param name="About">The network itself, as <c>network.changed</c> tells it.</param>
/// <param name="Members">Its members with their periods, past and coming ones included.</param>
public sealed record Network(Contracts.Messages.Network About, IReadOnlyList<NetworkMember> Members)
{
    /// <summary>How long things of this network are kept, where that is not as usual. The broker's own matter: members are not told.</summary>
    [JsonIgnore]
    public NetworkRetention? Retention { get; init; }

    /// <summary>Network id.</summary>
    public string Id => About.Id;

    /// <summary>True if the institution is a valid member of this network, itself valid, on that day (R1).</summary>
    public bool HasMember(string institution, DateOnly day) =>
        Covers(About.ValidFrom, About.ValidUntil, day)
        && Members.Any(member => member.Institution == institution && Covers(member.ValidFrom, member.ValidUntil, day));

    /// <summary>True if it is a member on that day or will be one later.</summary>
    public bool HasMemberFrom(string institution, DateOnly day) =>
        !(About.ValidUntil < day)
        && Members.Any(member => member.Institution == institution && !(member.ValidUntil < day));

    private static bool Covers(DateOnly from, DateOnly? until, DateOnly day) => day >= from && (until is null || day <= until);
}
