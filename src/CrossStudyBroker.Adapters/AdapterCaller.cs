using System.Diagnostics;
using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CrossStudyBroker.Adapters;

/// <summary>
/// Hands deliveries to the adapter of one institution and always comes back with an <see cref="Outcome"/>. One per institution, for as
/// long as the institution is served: it holds the institution's circuit, so that a dead SIS costs the others nothing.
/// </summary>
public sealed partial class AdapterCaller
{
    /// <summary>The name of the <see cref="ActivitySource"/> whose activities show the calls.</summary>
    public const string ActivitySourceName = "CrossStudyBroker.Adapters";

    private static readonly ActivitySource Activities = new(ActivitySourceName);

    private readonly string _institution;
    private readonly ISisAdapter _adapter;
    private readonly ResiliencePipeline<Outcome> _pipeline;
    private readonly ILogger _logger;

    /// <summary>Makes the caller of one institution's adapter.</summary>
    public AdapterCaller(
        string institution, ISisAdapter adapter, AdapterCallOptions options, TimeProvider clock, ILogger<AdapterCaller>? logger = null)
    {
        _institution = institution;
        _adapter = adapter;
        _pipeline = AdapterPipeline.Build(institution, options, clock);
        _logger = logger ?? NullLogger<AdapterCaller>.Instance;
        TakesStatus = AdapterMethods.HasOwn(adapter.GetType(), nameof(ISisAdapter.StatusChangedAsync));
    }

    /// <summary>False for an adapter that leaves <see cref="ISisAdapter.StatusChangedAsync"/>: status events need not be read for it.</summary>
    public bool TakesStatus { get; }

    /// <summary>
    /// Reads the message, calls the adapter's method for its type and returns what came of it. What the adapter throws becomes
    /// <c>recipient-failed</c>, too long an attempt <c>recipient-timeout</c>, an open circuit <c>recipient-unreachable</c>; all temporary.
    /// </summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="cloudEvent">The message as it came: CloudEvents in structured JSON.</param>
    /// <param name="cancellationToken">Ends the call; then, and only then, the call throws.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled. Whether the adapter did its work is unknown.</exception>
    public async Task<Outcome> CallAsync(Guid deliveryId, ReadOnlyMemory<byte> cloudEvent, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(cloudEvent);
        }
        catch (JsonException)
        {
            return Outcome.FailedPermanently(ProblemCodes.ContentRefused); // as below
        }

        using (document)
        {
            return await CallAsync(deliveryId, document.RootElement, cancellationToken);
        }
    }

    /// <summary>Calls the adapter with a message that is parsed already, as <see cref="CallAsync(Guid, ReadOnlyMemory{byte}, CancellationToken)"/> does.</summary>
    /// <param name="deliveryId">The delivery.</param>
    /// <param name="message">The message: CloudEvents in structured JSON. It is read before this returns.</param>
    /// <param name="cancellationToken">Ends the call; then, and only then, the call throws.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled. Whether the adapter did its work is unknown.</exception>
    public async Task<Outcome> CallAsync(Guid deliveryId, JsonElement message, CancellationToken cancellationToken)
    {
        AdapterMethods.BoundCall? call;
        try
        {
            call = AdapterMethods.Bind(_adapter, message, deliveryId, _institution);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or InvalidOperationException)
        {
            // The broker validates before it delivers, so this is a message of another making; its text stays in here.
            return Outcome.FailedPermanently(ProblemCodes.ContentRefused);
        }

        if (call is null)
        {
            return Outcome.FailedPermanently(ProblemCodes.RecipientNotConnected);
        }

        using var activity = Start(call, deliveryId);
        var outcome = await CallAsync(call, deliveryId, cancellationToken);
        activity?.SetTag("crossstudy.outcome", outcome.Kind.ToString());
        activity?.SetTag("crossstudy.code", outcome.Code);
        return outcome;
    }

    private async Task<Outcome> CallAsync(AdapterMethods.BoundCall call, Guid deliveryId, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await _pipeline.ExecuteAsync(static async (call, token) => await AttemptAsync(call, token), call, cancellationToken);
            return outcome ?? Outcome.FailedTemporarily(ProblemCodes.RecipientFailed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (BrokenCircuitException open)
        {
            return Outcome.NotCalled(open.RetryAfter);
        }
        catch (Exception failure) when (failure is TimeoutRejectedException or TimeoutException)
        {
            AdapterFailed(_institution, call.Type, deliveryId, failure.GetType().Name);
            return Outcome.FailedTemporarily(ProblemCodes.RecipientTimeout);
        }
        catch (Exception failure)
        {
            // Around a plug-in call everything is caught. Its text may hold personal data: the type's name is all that leaves.
            AdapterFailed(_institution, call.Type, deliveryId, failure.GetType().Name);
            return Outcome.FailedTemporarily(ProblemCodes.RecipientFailed);
        }
    }

    /// <summary>Leaves an attempt behind when its time is over, even if the adapter does not heed the token.</summary>
    private static async ValueTask<Outcome> AttemptAsync(AdapterMethods.BoundCall call, CancellationToken cancellationToken)
    {
        var attempt = call.InvokeAsync(cancellationToken);
        try
        {
            return await attempt.WaitAsync(cancellationToken);
        }
        finally
        {
            if (!attempt.IsCompleted)
            {
                // Nobody waits for it any more: what it throws later must not surface as an unobserved exception.
                _ = attempt.ContinueWith(
                    static t => _ = t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            }
        }
    }

    private Activity? Start(AdapterMethods.BoundCall call, Guid deliveryId)
    {
        var parent = Activity.Current?.Context
            ?? (ActivityContext.TryParse(call.TraceParent, traceState: null, out var remote) ? remote : default);
        var activity = Activities.StartActivity("adapter " + call.Type, ActivityKind.Consumer, parent);
        activity?.SetTag("crossstudy.institution", _institution);
        activity?.SetTag("crossstudy.delivery", deliveryId.ToString());
        return activity;
    }

    [LoggerMessage(LogLevel.Warning, "The adapter of {Institution} failed on {Type}, delivery {DeliveryId}: {ExceptionType}. It will be tried again.")]
    private partial void AdapterFailed(string institution, string type, Guid deliveryId, string exceptionType);
}
