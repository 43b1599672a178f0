using CrossStudyBroker.Broker.Audit;

namespace CrossStudyBroker.Dashboard.Api.Transfers;

/// <summary>Who did something.</summary>
/// <param name="Institution">Institution code, or "operator".</param>
/// <param name="Name">What the person is called; absent for a program.</param>
internal sealed record ActorDto(string Institution, string? Name)
{
    public static ActorDto Of(Actor actor) => new(actor.Institution ?? "operator", actor.Name);
}
