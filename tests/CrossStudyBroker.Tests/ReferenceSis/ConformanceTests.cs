using CrossStudyBroker.Adapters;
using CrossStudyBroker.Adapters.Conformance;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.ReferenceSis;
using CrossStudyBroker.Tests.Adapters;
using Xunit;

namespace CrossStudyBroker.Tests.ReferenceSis;

public class ConformanceTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 6, 0, 0, TimeSpan.Zero));
    private readonly RecordingLane _lane = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_reference_SIS_conforms(bool acceptsAutomatically)
    {
        var steps = await RunAsync(sis => sis, acceptsAutomatically);
        Assert.All(steps, s => Assert.True(s.Ok, $"{s.Step}: expected {s.Expected}, was {s.Actual}"));
        Assert.InRange(steps.Count, 20, 40);
    }

    [Fact]
    public async Task An_adapter_that_forgets_what_it_has_done_does_not_conform()
    {
        var steps = await RunAsync(sis => new Forgetful(sis), acceptsAutomatically: true);
        Assert.Contains(steps, s => s is { Ok: false, Step: "The same enrolment a third time" });
    }

    [Fact]
    public async Task An_adapter_that_takes_nothing_does_not_conform()
    {
        var steps = await RunAsync(_ => new Empty(), acceptsAutomatically: true);
        Assert.Contains(steps, s => s is { Ok: false, Actual: "FailedPermanently (recipient-not-connected)" });
    }

    private async Task<IReadOnlyList<ConformanceStep>> RunAsync(Func<ReferenceInstitution, ISisAdapter> adapter, bool acceptsAutomatically)
    {
        var sis = new ReferenceInstitution(new() { Institution = "10065", AcceptsAutomatically = acceptsAutomatically }, _lane, _clock);
        await sis.PublishOfferingAsync(Campus.Course(), dryRun: false, TestContext.Current.CancellationToken);
        var subject = new ConformanceSubject
        {
            Institution = "10065", Partner = "10056", Network = "3amk", Realisation = "R-1", OwnStudent = sis.Students[0].Student,
        };
        return await _clock.RunAsync(AdapterConformance.RunAsync(adapter(sis), _lane, subject, _clock, TestContext.Current.CancellationToken));
    }

    private sealed class Empty : ISisAdapter;

    /// <summary>Takes every delivery for a new one.</summary>
    private sealed class Forgetful(ISisAdapter inner) : ISisAdapter
    {
        public Task<Outcome> EnrolmentRequestedAsync(Delivery<EnrolmentRequested> delivery, CancellationToken cancellationToken) =>
            inner.EnrolmentRequestedAsync(delivery with { DeliveryId = Guid.NewGuid(), CaseId = Guid.NewGuid().ToString() }, cancellationToken);
    }
}
