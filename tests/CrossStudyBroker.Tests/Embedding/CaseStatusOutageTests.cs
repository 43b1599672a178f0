using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using Microsoft.Data.Sqlite;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Embedding;

/// <summary>What is promised of the status of a case, also while the store is away or the broker has a fault.</summary>
public sealed class CaseStatusOutageTests : IAsyncLifetime
{
    private const string Inside = "inside-of-the-exception";

    private readonly StoreInBetween _store = new();
    private readonly ApiHost _host;

    public CaseStatusOutageTests() => _host = new ApiHost { Services = _store.AddTo };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_it_can_be_had()
    {
        var caseId = NewId("case");
        await _host.SendAsync(Completion().With("caseid", caseId), (Metropolia, MessageState.Processed));

        foreach (var who in new[] { Metropolia, Laurea, Operator, "" })
        {
            await AskAsync(who, caseId);
        }

        foreach (var failure in new Exception[] { new SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            _store.OnReading = failure;
            await AskAsync(Metropolia, caseId);
        }

        Assert.Equal(OpenApi.Promised("embedding"), _host.Seen.Where(seen => seen.Operation != "POST /v1/messages").Distinct().Order());
    }

    private async Task AskAsync(string who, string caseId)
    {
        foreach (var answer in new[] { await _host.GetAsync(who, $"/v1/cases/{caseId}/status"), await _host.AskAsync(HttpMethod.Post, who, $"/v1/cases/{caseId}/embed") })
        {
            Assert.DoesNotContain(Inside, answer.Body.ToJsonString(), StringComparison.Ordinal);
        }
    }
}
