using CrossStudyBroker.Adapters;
using Microsoft.Data.Sqlite;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What is promised of connections, also while the store is away or the broker has a fault.</summary>
public sealed class ConnectionOutageTests
{
    private const string Inside = "inside-of-the-exception";

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_connections_can_be_had()
    {
        var store = new StoreInBetween();
        await using var host = new ApiHost { Services = store.AddTo };
        await host.InitializeAsync();
        foreach (var (who, code) in new[] { (Metropolia, Metropolia), ("", Metropolia), (HaagaHelia, Metropolia), (Operator, "10998") })
        {
            await AskAsync(host, who, code);
        }

        var (asked, answer) = (new TaskCompletionSource(), new TaskCompletionSource<Outcome?>());
        host.Sis(Metropolia).Check = () =>
        {
            asked.TrySetResult();
            return answer.Task;
        };
        var first = host.PostAsync(Metropolia, Test(Metropolia), body: null);
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);
        await host.PostAsync(Operator, Test(Metropolia), body: null);
        answer.SetResult(Outcome.Processed);
        await first;

        foreach (var failure in new Exception[] { new SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            (store.OnReading, store.OnWriting) = (failure, failure);
            Assert.All(await AskAsync(host, Operator, Metropolia), failed => Assert.DoesNotContain(Inside, failed.Body.ToJsonString(), StringComparison.Ordinal));
        }

        Assert.Equal(OpenApi.Promised("connections"), host.Seen.Distinct().Order());
    }

    private static async Task<ApiAnswer[]> AskAsync(ApiHost host, string who, string code) =>
        [await host.GetAsync(who, $"/v1/institutions/{code}/connection"), await host.PostAsync(who, Test(code), body: null)];

    private static string Test(string code) => $"/v1/institutions/{code}/connection-test";
}
