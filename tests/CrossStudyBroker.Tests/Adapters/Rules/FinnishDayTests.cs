using CrossStudyBroker.Adapters.Rules;
using Xunit;
using static CrossStudyBroker.Tests.Routing.SampleDirectory;
using static CrossStudyBroker.Tests.Routing.Situations;

namespace CrossStudyBroker.Tests.Adapters.Rules;

public class FinnishDayTests
{
    [Theory]
    [InlineData("2026-01-12T21:59:59Z", "2026-01-12")]
    [InlineData("2026-01-12T22:00:00Z", "2026-01-13")] // winter: two hours ahead
    [InlineData("2026-06-12T20:59:59Z", "2026-06-12")]
    [InlineData("2026-06-12T21:00:00Z", "2026-06-13")] // summer: three
    [InlineData("2026-01-13T06:59:59+09:00", "2026-01-12")] // whatever offset the sender writes
    [InlineData("2026-01-12T12:00:00-10:00", "2026-01-13")]
    [InlineData("2025-12-31T22:00:00Z", "2026-01-01")]
    [InlineData("2028-02-28T22:00:00Z", "2028-02-29")]
    public void The_day_is_that_in_Finland(string moment, string day) => Assert.Equal(Day(day), FinnishDay.Of(Moment(moment)));
}
