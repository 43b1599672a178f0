using CrossStudyBroker.Dashboard.Filters;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace CrossStudyBroker.Tests.Filters;

/// <summary>Filters as a form writes them and as the HTTP API takes them.</summary>
public sealed class FormFieldsTests
{
    [Theory]
    [InlineData("", "/messages")]
    [InlineData("?state=&kind=&case=c-1", "/messages?case=c-1")]
    [InlineData("?state=parked&state=retrying&state.is=", "/messages?state=parked,retrying")]
    [InlineData("?state=parked&state=retrying&state.is=not", "/messages?state=!parked,!retrying")]
    [InlineData("?state=parked&state=!held&state.is=not", "/messages?state=!held,!parked")]
    [InlineData("?state=parked&state=!held", "/messages?state=parked,!held")]
    [InlineData("?state.is=not&text=%20", "/messages")]
    [InlineData("?case=c-1,%20!c-2%20,c-1", "/messages?case=c-1,!c-2")]
    [InlineData("?to=2026-07-01T08%3A00", "/messages?to=2026-07-01T05:00:00Z")]
    [InlineData("?from=2026-07-01T08%3A00%3A00Z", "/messages?from=2026-07-01T08:00:00Z")]
    public void An_address_is_written_as_the_API_takes_it(string query, string expected) =>
        Assert.Equal(expected, Query.Of(FormFields.ToQuery(QueryHelpers.ParseQuery(query))).Address("/messages"));

    [Theory]
    [InlineData("?state=parked&case=c-1", false)]
    [InlineData("?state=parked&case=", true)]
    [InlineData("?state=parked&state.is=not", true)]
    [InlineData("?state=parked&state=held", true)]
    [InlineData("?from=2026-07-01T08:00", true)]
    [InlineData("?from=2026-07-01T08:00:00Z", false)]
    [InlineData("?colour.is=red", false)]
    public void A_form_has_an_address_of_its_own(string query, bool isForm) => Assert.Equal(isForm, FormFields.IsForm(QueryHelpers.ParseQuery(query)));

    [Fact]
    public void A_moment_goes_back_into_its_field_as_Finnish_time() => Assert.Equal("2026-07-01T08:00", FormFields.Moment("2026-07-01T05:00:00Z"));
}
