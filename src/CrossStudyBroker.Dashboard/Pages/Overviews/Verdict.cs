using CrossStudyBroker.Broker.Overviews;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Pages.Overviews;

/// <summary>Whether transfers flow, in one word: the first of these that is so.</summary>
public sealed record Verdict
{
    /// <summary>Roles without which nothing is delivered, from where messages come in to where they go out.</summary>
    private static readonly string[] Needed = ["broker", "adapters"];

    /// <summary>"transport" or "role": nothing moves; "people": some wait for a person; "look": something is found; "flows": all is well.</summary>
    public required string Word { get; init; }

    /// <summary>How many transfers or findings it is about.</summary>
    public long Number { get; init; }

    /// <summary>Of "role": which one does not run.</summary>
    public RolePresence? Role { get; init; }

    /// <summary>Of "people": the one that has waited longest.</summary>
    public OldestWaiting? Oldest { get; init; }

    /// <summary>How much of a state it is: as of a state's badge.</summary>
    public string Tone => Word switch { "flows" => "good", "look" => "waiting", _ => "bad" };

    /// <summary>Icon beside the words.</summary>
    public string Icon => Word switch { "flows" => "check", "look" => "bell", "people" => "hand", _ => "stop" };

    /// <summary>What an overview says.</summary>
    public static Verdict Of(Overview overview, bool isConnected)
    {
        var waiting = overview.Totals.Sum(total => total.Numbers.Parked);
        var missing = Needed.Select(needed => overview.Roles.FirstOrDefault(role => role.Role == needed && role.Replicas == 0)).FirstOrDefault(role => role is not null);
        return !isConnected ? new Verdict { Word = "transport" }
            : missing is not null ? new Verdict { Word = "role", Role = missing }
            : waiting > 0 ? new Verdict { Word = "people", Number = waiting, Oldest = overview.Oldest.FirstOrDefault(oldest => oldest.State == DeliveryState.Parked) }
            : overview.Findings.Findings.Count is > 0 and var found ? new Verdict { Word = "look", Number = found }
            : new Verdict { Word = "flows" };
    }
}
