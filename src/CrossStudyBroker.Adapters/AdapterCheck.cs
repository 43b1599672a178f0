using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Adapters;

/// <summary>Asks an adapter whether it reaches its information system, beside the traffic: neither circuit nor retries have to do with it.</summary>
public static class AdapterCheck
{
    /// <summary>
    /// What the adapter says; null if it cannot tell. What it throws becomes <c>recipient-failed</c>, too long a time <c>recipient-timeout</c>.
    /// </summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="limit">How long it has.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends the call; then, and only then, the call throws.</param>
    public static async Task<Outcome?> AskAsync(ISisAdapter adapter, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            return await Task.Run(() => adapter.CheckConnectionAsync(ending.Token), cancellationToken).WaitAsync(limit, clock, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (TimeoutException)
        {
            await ending.CancelAsync();
            return Outcome.FailedTemporarily(ProblemCodes.RecipientTimeout);
        }
        catch (Exception)
        {
            return Outcome.FailedTemporarily(ProblemCodes.RecipientFailed); // around a plug-in call everything is caught; its text may hold anything
        }
    }
}
