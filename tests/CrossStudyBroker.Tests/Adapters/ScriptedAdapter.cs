using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;

namespace CrossStudyBroker.Tests.Adapters;

/// <summary>Takes changed personal data only, and answers each attempt as the script says; the last line holds from then on.</summary>
internal sealed class ScriptedAdapter(params Func<CancellationToken, Task<Outcome>>[] script) : ISisAdapter
{
    private int _attempts;

    public int Attempts => _attempts;

    public Delivery<PersonalDataChanged>? Last { get; private set; }

    public static Func<CancellationToken, Task<Outcome>> Gives(Outcome outcome) => _ => Task.FromResult(outcome);

    public static Func<CancellationToken, Task<Outcome>> Throws(Exception exception) => _ => Task.FromException<Outcome>(exception);

    /// <summary>Never answers, and does not heed the token either.</summary>
    public static Func<CancellationToken, Task<Outcome>> Hangs() => _ => new TaskCompletionSource<Outcome>().Task;

    public Task<Outcome> PersonalDataChangedAsync(Delivery<PersonalDataChanged> delivery, CancellationToken cancellationToken)
    {
        Last = delivery;
        var attempt = Interlocked.Increment(ref _attempts);
        return script[Math.Min(attempt, script.Length) - 1](cancellationToken);
    }
}
