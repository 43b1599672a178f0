namespace CrossStudyBroker.Broker.Causes;

/// <summary>What failed and is not put right, in all cause groups together.</summary>
/// <param name="Groups">How many groups.</param>
/// <param name="Open">Deliveries that wait, or are just tried again.</param>
/// <param name="Ended">Answers for good that nothing has made good yet.</param>
public sealed record CauseCount(long Groups, long Open, long Ended);
