using CrossStudyBroker.Adapters.Rules;
using Xunit;

namespace CrossStudyBroker.Tests.Adapters.Rules;

public class StudyRightRulesTests
{
    [Theory]
    [InlineData("2021-01-10", "2021-04-15", "2021-07-31")] // the example of R16
    [InlineData("2021-01-10", "2021-07-31", "2021-07-31")] // last day of the academic year
    [InlineData("2021-01-10", "2021-08-01", "2022-07-31")] // first day of the next
    [InlineData("2021-08-01", "2021-12-31", "2022-07-31")]
    [InlineData("2023-11-01", "2024-02-29", "2024-07-31")] // leap day
    [InlineData("2021-07-31", "2021-07-31", "2021-07-31")] // enrolled on the last day: one day is left
    public void R16_The_target_study_right_runs_from_enrolment_to_the_end_of_the_realisations_academic_year(string enrolled, string ends, string expected) =>
        Assert.Equal(Period(enrolled, expected), StudyRightRules.TargetPeriod(Day(enrolled), Day(ends), homeStudyRightEnd: null));

    [Theory]
    [InlineData("2021-07-30", "2021-07-30")]
    [InlineData("2021-07-31", "2021-07-31")]
    [InlineData("2021-08-01", "2021-07-31")]
    [InlineData("2021-01-10", "2021-01-10")] // the home study right ends on the day of enrolment
    public void R4_The_target_study_right_never_outlasts_the_home_study_right(string homeEnd, string expected) =>
        Assert.Equal(Period("2021-01-10", expected), StudyRightRules.TargetPeriod(Day("2021-01-10"), Day("2021-04-15"), Day(homeEnd)));

    [Theory]
    [InlineData("2021-01-10", "2021-04-15", "2021-01-09")] // the home study right is over
    [InlineData("2021-08-01", "2021-07-31", null)] // the academic year of the realisation is over
    public void R16_No_study_right_is_left_when_its_end_comes_before_its_beginning(string enrolled, string ends, string? homeEnd) =>
        Assert.Null(StudyRightRules.TargetPeriod(Day(enrolled), Day(ends), homeEnd is null ? null : Day(homeEnd)));

    [Theory]
    [InlineData("2026-07-31", "2026-07-31", false)]
    [InlineData("2026-07-31", "2026-07-30", true)]
    [InlineData("2026-07-30", "2026-07-31", false)]
    [InlineData(null, "2026-07-31", true)]
    [InlineData("2026-07-31", null, false)]
    [InlineData(null, null, false)]
    public void R4_The_broker_sees_a_study_right_that_outlasts_the_home_study_right(string? target, string? home, bool exceeds) =>
        Assert.Equal(exceeds, StudyRightRules.ExceedsHome(target is null ? null : Day(target), home is null ? null : Day(home)));

    [Theory]
    [InlineData("2026-01-31T21:59:59Z", "2026-01-31")] // winter: UTC+2
    [InlineData("2026-01-31T22:00:00Z", "2026-02-01")]
    [InlineData("2026-07-31T20:59:59Z", "2026-07-31")] // summer: UTC+3
    [InlineData("2026-07-31T21:00:00Z", "2026-08-01")]
    [InlineData("2024-02-28T22:00:00Z", "2024-02-29")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01")]
    [InlineData("9999-12-31T23:59:59Z", "9999-12-31")]
    public void Days_are_Finnish_calendar_days(string moment, string day) =>
        Assert.Equal(Day(day), FinnishDay.Of(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-01-31", "2026-01-30T22:00:00Z")]
    [InlineData("2026-07-31", "2026-07-30T21:00:00Z")]
    public void A_day_begins_at_midnight_in_Finland(string day, string moment) =>
        Assert.Equal(DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), FinnishDay.Start(Day(day)));

    [Theory]
    [InlineData("2026-07-31", "2025-08-01", "2026-07-31")]
    [InlineData("2026-08-01", "2026-08-01", "2027-07-31")]
    [InlineData("9999-12-31", "9999-08-01", "9999-12-31")] // the year after it cannot be written
    [InlineData("0001-01-01", "0001-01-01", "0001-07-31")]
    public void The_academic_year_is_1_August_to_31_July(string day, string start, string end) =>
        Assert.Equal((Day(start), Day(end)), (AcademicYear.StartOf(Day(day)), AcademicYear.EndOf(Day(day))));

    private static StudyPeriod Period(string start, string end) => new(Day(start), Day(end));

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
