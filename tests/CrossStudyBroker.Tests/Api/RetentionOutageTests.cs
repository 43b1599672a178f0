using System.Text;
using CrossStudyBroker.Tests.Behaviour;
using Microsoft.Data.Sqlite;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What is promised of erasing and of the clock for tests, also while the store is away or the broker has a fault.</summary>
public sealed class RetentionOutageTests
{
    private const string Inside = "inside-of-the-exception";

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_retention_can_be_had()
    {
        var database = new StoreInBetween();
        await using var host = new ApiHost { Services = database.AddTo };
        await host.InitializeAsync();
        var message = Completion();
        await host.SendAsync(message);
        var erasure = $"/v1/deliveries/{message.DeliveryIdTo(Metropolia)}/erasure";

        foreach (var (who, path) in new[] { (HaagaHelia, erasure), ("", erasure), (Laurea, erasure), (Operator, "/v1/retention"), ("", "/v1/retention") })
        {
            await host.GetAsync(who, path);
        }

        foreach (var failure in new Exception[] { new SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            database.OnReading = failure;
            foreach (var answer in new[] { await host.GetAsync(HaagaHelia, erasure), await host.GetAsync(Operator, "/v1/retention") })
            {
                Assert.DoesNotContain(Inside, answer.Body.ToJsonString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(OpenApi.Promised("retention"), host.Seen.Where(seen => seen.Operation != "POST /v1/messages").Distinct().Order());
    }

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_the_clock_can_be_had()
    {
        await using var usual = new ApiHost();
        await using var forTests = new ApiHost { Settings = { ["Clock:AllowOffset"] = "true" } };
        foreach (var host in new[] { usual, forTests })
        {
            await host.InitializeAsync();
            foreach (var who in new[] { Operator, HaagaHelia, "" })
            {
                await host.GetAsync(who, "/v1/clock");
                foreach (var offset in new[] { "1.00:00:00", "soon" })
                {
                    using var content = new StringContent($"{{\"offset\":\"{offset}\"}}", Encoding.UTF8, "application/json");
                    await host.AskAsync(HttpMethod.Put, who, "/v1/clock", content);
                }
            }
        }

        Assert.Equal(OpenApi.Promised("clock"), usual.Seen.Concat(forTests.Seen).Distinct().Order());
    }
}
