using System.Text.Json.Nodes;
using CrossStudyBroker.Adapters;
using CrossStudyBroker.Contracts.Envelopes;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Contracts.Problems;
using Microsoft.Data.Sqlite;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Api;

/// <summary>What is promised of resolving transfers, also while the store is away or the broker has a fault.</summary>
public sealed class TransferOutageTests : IAsyncLifetime
{
    private const string Inside = "inside-of-the-exception";

    private readonly StoreInBetween _store = new();
    private readonly ApiHost _host;

    public TransferOutageTests() => _host = new ApiHost { Services = _store.AddTo };

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Every_answer_that_the_document_promises_of_transfers_can_be_had()
    {
        var message = Completion().With("caseid", NewId("case"));
        _host.Sis(Metropolia).Answers(message.Id(), Outcome.FailedPermanently(ProblemCodes.StudentUnknown));
        await _host.SendAsync(message, (Metropolia, MessageState.Parked));
        var address = $"/v1/deliveries/{DerivedIds.Delivery(message.Sender(), message.Id(), Metropolia)}";
        var note = new JsonObject { ["note"] = "Repaired." };
        var search = new JsonObject { ["student"] = new JsonObject { ["learnerNumber"] = "1.2.246.562.98.90020000155" } };
        var shared = $"/v1/cases/{message["caseid"]}";

        foreach (var (who, path) in new[] { (Metropolia, address), ("", address), (Laurea, address), (Operator, "/v1/audit"), ("", "/v1/audit"), (Operator, "/v1/audit?limit=0"), (Metropolia, shared), (Laurea, shared), ("", shared), (PayloadReader, address + "/payload"), (Laurea, address + "/payload"), (Metropolia, address + "/payload"), ("", address + "/payload") })
        {
            await _host.GetAsync(who, path);
        }

        foreach (var (who, verb, body) in new[] { ("", "note", note), (Laurea, "note", note), (Viewer, "note", note), (Metropolia, "note", null), (Metropolia, "note", note), (HaagaHelia, "discard", note), (Metropolia, "discard", note), (Metropolia, "retry", null) })
        {
            await _host.PostAsync(who, $"{address}/{verb}", body?.DeepClone().AsObject());
        }

        await _host.GetAsync(PayloadReader, address + "/payload");
        foreach (var (who, body) in new[] { (Metropolia, search), (Metropolia, note), ("", search), (Operator, search) })
        {
            await _host.PostAsync(who, "/v1/search/student", body.DeepClone().AsObject());
        }

        foreach (var failure in new Exception[] { new SqliteException(Inside, 10), new InvalidOperationException(Inside) })
        {
            _store.OnReading = failure;
            await _host.PostAsync(Metropolia, "/v1/search/student", search.DeepClone().AsObject());
            await _host.GetAsync(Metropolia, shared);
            await _host.GetAsync(PayloadReader, address + "/payload");
            foreach (var answer in new[] { await _host.GetAsync(Metropolia, address), await _host.PostAsync(Metropolia, address + "/note", note.DeepClone().AsObject()), await _host.GetAsync(Operator, "/v1/audit") })
            {
                Assert.DoesNotContain(Inside, answer.Body.ToJsonString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(OpenApi.Promised("transfers", "audit"), _host.Seen.Where(seen => seen.Operation != "POST /v1/messages").Distinct().Order());
    }
}
