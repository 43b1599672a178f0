using CrossStudyBroker.Dashboard.Languages;
using Xunit;

namespace CrossStudyBroker.Tests.Languages;

/// <summary>Numbers, days, moments and durations in each language.</summary>
public sealed class LocaleTests
{
    [Theory]
    [InlineData("fi", "27.11.2026 klo 1.05.09")]
    [InlineData("sv", "27.11.2026 kl. 1.05.09")]
    [InlineData("en", "27 Nov 2026, 01:05:09")]
    public void Moments_are_Finnish_time(string language, string expected) =>
        Assert.Equal(expected, Locale.Of(language).Moment(new DateTimeOffset(2026, 11, 26, 23, 5, 9, TimeSpan.Zero)));

    [Theory]
    [InlineData("fi", 0.340, "340 ms")]
    [InlineData("fi", 2.44, "2,4 s")]
    [InlineData("en", 2.44, "2.4 s")]
    [InlineData("en", 59, "59 s")]
    [InlineData("en", 120, "2 min")]
    [InlineData("fi", 5403, "1 t 30 min")]
    [InlineData("sv", 5403, "1 tim 30 min")]
    [InlineData("sv", 183600, "2 dygn 3 tim")]
    [InlineData("en", -1, "0 ms")]
    public void Durations_have_their_two_largest_units(string language, double seconds, string expected) =>
        Assert.Equal(expected, Locale.Of(language).Duration(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("fi", 1, "1 uusi viesti")]
    [InlineData("fi", 12345, "12\u00A0345 uutta viestiä")]
    [InlineData("en", 12345, "12,345 new messages")]
    public void One_and_many_have_their_own_words(string language, int count, string expected) => Assert.Equal(expected, Locale.Of(language).Count("live.new", count));

    [Theory]
    [InlineData("2026-07-01T08:00", "2026-07-01T05:00:00Z")]
    [InlineData("2026-12-01T08:00:30", "2026-12-01T06:00:30Z")]
    public void A_form_field_holds_Finnish_time(string field, string utc) =>
        Assert.Equal(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture), FinnishTime.FromField(field));
}
