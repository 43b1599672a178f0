using CrossStudyBroker.Broker.Deliveries;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Tests.Adapters;
using CrossStudyBroker.Tests.Lanes;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace CrossStudyBroker.Tests.Deliveries;

/// <summary>What is known of a delivery without a look into the tracker. The looks themselves are tested with the stores.</summary>
public sealed class AdmissionsTests : IAsyncDisposable
{
    private static readonly Admission First = new(Guid.NewGuid(), DeliveryState.Queued, 0, 0, IsBehind: false, IsKept: false, "3amk");
    private static readonly Admission Second = First with { DeliveryId = Guid.NewGuid() };

    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 1, 12, 8, 0, 0, TimeSpan.Zero));
    private readonly Admissions _admissions;

    public AdmissionsTests() => _admissions = new Admissions(new RecordingStore(), _clock, NullLogger<Admissions>.Instance);

    public ValueTask DisposeAsync() => _admissions.DisposeAsync();

    [Fact]
    public void What_is_expected_is_known_once_so_that_a_copy_is_looked_up()
    {
        _admissions.Expect(First);

        Assert.Equal((null, First, null), (_admissions.TakeExpected(Second.DeliveryId), _admissions.TakeExpected(First.DeliveryId), _admissions.TakeExpected(First.DeliveryId)));
    }

    [Fact]
    public void It_is_known_for_a_quarter_of_a_second_whatever_else_comes()
    {
        _admissions.Expect(First);
        _clock.Advance(TimeSpan.FromMilliseconds(249));
        _admissions.Expect(Second);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal((First, Second), (_admissions.TakeExpected(First.DeliveryId), _admissions.TakeExpected(Second.DeliveryId)));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(60_000)]
    public void It_is_forgotten_after_half_a_second_because_others_may_have_changed_it(int milliseconds)
    {
        _admissions.Expect(First);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Null(_admissions.TakeExpected(First.DeliveryId));
    }

    [Fact]
    public void It_is_forgotten_after_half_a_second_under_load_too()
    {
        _admissions.Expect(First);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        _admissions.Expect(Second);
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        Assert.Equal((null, Second), (_admissions.TakeExpected(First.DeliveryId), _admissions.TakeExpected(Second.DeliveryId)));
    }
}
