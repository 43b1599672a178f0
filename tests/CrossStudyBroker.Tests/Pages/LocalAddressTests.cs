using CrossStudyBroker.Dashboard.Pages;
using Xunit;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>Where one may be sent back to.</summary>
public sealed class LocalAddressTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/messages?state=parked&case=c-1")]
    public void Addresses_of_this_host_are_taken(string address) => Assert.Equal(address, LocalAddress.Of(address));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("messages")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/mess\tages")]
    [InlineData("/a\r\nSet-Cookie: b=c")]
    public void All_others_lead_to_the_front_page(string? address) => Assert.Equal("/", LocalAddress.Of(address));
}
