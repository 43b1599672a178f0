using CrossStudyBroker.Dashboard.Pages.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>Filters as a form writes them and as the HTTP API takes them.</summary>
public sealed class PageFiltersTests
{
    [Theory]
    [InlineData("", "/messages")]
    [InlineData("?state=&kind=&case=c-1", "/messages?case=c-1")]
    [InlineData("?to=2026-07-01T08%3A00", "/messages?to=2026-07-01T05%3A00%3A00Z")]
    [InlineData("?from=2026-07-01T08%3A00%3A00Z", "/messages?from=2026-07-01T08%3A00%3A00Z")]
    [InlineData("?from=yesterday", "/messages?from=yesterday")]
    public void An_address_is_written_as_the_API_takes_it(string query, string expected) => Assert.Equal(expected, Of(query).Address("/messages"));

    [Fact]
    public void Changing_a_condition_begins_on_the_first_page()
    {
        var filters = Of("?state=parked&kind=enrolment&limit=10&cursor=abc");

        Assert.Equal("/m?kind=enrolment&limit=10&state=refused", filters.With("state", "refused").Address("/m"));
        Assert.Equal("/m?kind=enrolment&limit=10", filters.With("state", null).Address("/m"));
        Assert.Equal("/m?cursor=next&kind=enrolment&limit=10&state=parked", filters.With("cursor", "next").Address("/m"));
        Assert.Equal(2, filters.Count);
    }

    [Fact]
    public void A_moment_goes_back_into_its_field_as_Finnish_time() => Assert.Equal("2026-07-01T08:00", Of("?from=2026-07-01T05%3A00%3A00Z").Field("from"));

    private static PageFilters Of(string query) => new(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
