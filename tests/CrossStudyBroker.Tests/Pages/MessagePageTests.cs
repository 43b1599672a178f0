using System.Globalization;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Dashboard;
using CrossStudyBroker.Tests.Api;
using CrossStudyBroker.Tests.SignIn;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Pages;

/// <summary>What the page of a message says of the time that its trace is kept.</summary>
public sealed class MessagePageTests : IAsyncLifetime
{
    private const int DaysOfCampusOnline = 30;

    private readonly ApiHost _host = new() { Services = services => services.AddDemonstrationUsers(), TraceDays = DaysOfCampusOnline };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("campusonline", DaysOfCampusOnline)]
    [InlineData("3amk", 90)]
    public async Task The_trace_is_erased_by_its_networks_own_time(string network, int days)
    {
        var trackingId = await _host.SendAsync(Completion().With("network", network), (Metropolia, MessageState.Processed));
        using var person = new PersonAtDesk(_host);
        await person.SignInAsync("resolver-10056");

        var (_, page) = await person.GetAsync("/messages/" + trackingId);

        Assert.Contains($"<time datetime=\"{await ReceivedAsync(trackingId) + TimeSpan.FromDays(days):yyyy-MM-dd}\">", page, StringComparison.Ordinal);
    }

    private async Task<DateTimeOffset> ReceivedAsync(string trackingId) =>
        DateTimeOffset.Parse((await _host.GetAsync(HaagaHelia, "/v1/messages/" + trackingId)).Text("receivedAt")!, CultureInfo.InvariantCulture); // the document requires it
}
