using System.Globalization;
using System.Text.RegularExpressions;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.SignIn;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>The page of failures, where there are more causes than it shows at once.</summary>
public sealed partial class FailuresPageTests : IAsyncLifetime
{
    private const int Causes = 51;

    private readonly ApiHost _host = new() { Services = services => services.AddDemonstrationUsers() };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Causes_come_in_pages_with_the_number_of_all_of_them_on_each()
    {
        foreach (var recipient in Enumerable.Range(20000, Causes)) // each unknown recipient is a cause
        {
            Assert.Equal(ProblemCodes.RecipientUnknown, (await _host.PostAsync(Completion(recipient: recipient.ToString(CultureInfo.InvariantCulture)))).Code);
        }

        using var person = new PersonAtDesk(_host);
        await person.SignInAsync("viewer-10056");
        var first = await Eventually.SeesAsync(async () => (await person.GetAsync("/failures")).Page, page => page.Contains("0 waiting in 51 cause groups", StringComparison.Ordinal), "all causes counted");
        var next = Next().Match(first).Groups[1].Value;
        var second = (await person.GetAsync(next)).Page;

        Assert.Equal((50, 1), (Cause().Count(first), Cause().Count(second)));
        Assert.Empty(Cause().Matches(first).Select(cause => cause.Groups[1].Value).Intersect(Cause().Matches(second).Select(cause => cause.Groups[1].Value)));
        Assert.Contains("0 waiting in 51 cause groups", second, StringComparison.Ordinal);
        Assert.Contains("There are no more causes.", second, StringComparison.Ordinal);
        Assert.Equal("", Next().Match(second).Value);
        Assert.Equal(50, Cause().Count((await person.GetAsync("/failures?cursor=elsewhere")).Page)); // which is the first page
    }

    [GeneratedRegex("""<h2>.*?<a href="/failures/([0-9a-f]{12})">""")]
    private static partial Regex Cause();

    [GeneratedRegex("""rel="next" href="([^"]+)">""")]
    private static partial Regex Next();
}
