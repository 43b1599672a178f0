using System.Text;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Host.Hosting;
using CrossStudyBroker.Tests.Api;
using Microsoft.Extensions.Logging;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Host;

/// <summary>What a host logs, at its most talkative, holds no key, no payload and no identity.</summary>
public sealed class LogTests
{
    private const string Hetu = "010190-998V", LearnerNumber = "1.2.246.562.98.90020000155", Surname = "Salasukunimi";

    [Theory]
    [InlineData("T-FAULT {InputAddress} {MessageId}", true)]
    [InlineData("S-FAULT {DestinationAddress} {MessageId} {MessageType}", true)]
    [InlineData("Hosting failed to start", true)]
    [InlineData("Connection Failed: {InputAddress}", false)]
    [InlineData("Lane {Institution} waits: attempt {Attempt} ended in {Failure}; its messages stay where they are", false)]
    public void A_lost_connection_is_logged_once_and_not_for_every_message_in_hand(string template, bool isSaidElsewhere) =>
        Assert.Equal(isSaidElsewhere, Logs.IsSaidElsewhere(template));

    [Fact]
    public async Task Neither_keys_nor_payloads_nor_identities_are_logged_whatever_a_caller_does()
    {
        await using var host = new ApiHost
        {
            Settings = { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace", ["Logging:LogLevel:MassTransit"] = "Trace", ["Adapters:Retries"] = "0", ["Retries:Attempts"] = "1" },
        };
        await host.InitializeAsync();
        var good = Completion();
        good["data"]!["student"]!["lastName"] = Surname;
        await host.SendAsync(good, (Metropolia, MessageState.Processed));
        var refused = Completion();
        host.Sis(Metropolia).Answers(refused.Id(), Outcome.Refused("student-unknown", Surname));
        await host.SendAsync(refused, (Metropolia, MessageState.Refused));
        var failing = Completion();
        host.Sis(Metropolia).Fails(failing.Id(), new InvalidOperationException($"No place for {Surname} {Hetu}"));
        await host.SendAsync(failing, (Metropolia, MessageState.Parked));

        foreach (var (attribute, value) in new[] { ("id", Hetu), ("caseid", LearnerNumber), ("type", Surname), ("recipient", Surname), (Surname, Hetu), ("traceparent", Hetu), ("time", Hetu) })
        {
            await host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes(Completion().With(attribute, value).ToJsonString()));
        }

        await host.PostAsync(HaagaHelia, Encoding.UTF8.GetBytes($"{{ {Surname} {Hetu}"));
        await host.PostAsync(HaagaHelia, [], $"text/{Surname}");
        await host.PostAsync($"stranger-{Hetu}", Encoding.UTF8.GetBytes(good.ToJsonString()));
        foreach (var address in new[] { $"/v1/messages/{Hetu}", $"/v1/messages?case={Hetu}", $"/v1/messages?{Surname}={LearnerNumber}", $"/{Surname}" })
        {
            await host.GetAsync(HaagaHelia, address);
        }

        var lines = host.Log.From(LogLevel.Trace);
        Assert.Contains(lines, line => line.Contains("Refused ", StringComparison.Ordinal) && line.Contains("identity-in-envelope", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("failed with recipient-failed and is Parked", StringComparison.Ordinal));
        var secrets = new[] { Hetu, LearnerNumber, Surname, "key-of-", "Service design" };
        Assert.All(lines, line => Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }
}
