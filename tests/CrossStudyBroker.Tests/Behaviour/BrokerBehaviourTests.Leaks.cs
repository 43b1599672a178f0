using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CrossStudyBroker.Tests.Leaks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace CrossStudyBroker.Tests.Behaviour;

/// <summary>Personal data are nowhere but in messages on their way: marks in every field, every fate, every place.</summary>
public abstract partial class BrokerBehaviourTests
{
    private const string LeakKey = "key-for-the-leak-test";

    [Fact]
    public async Task Marks_in_every_personal_field_of_messages_of_every_fate_are_found_nowhere()
    {
        using var watch = new LeakWatch();
        await using var rig = await StartAsync(rigs.SharedOptions with { Logs = watch.Logs, Settings = LeakSettings });
        await rig.Ground.LogEverythingAsync();
        var marks = new PersonalMarks();
        var story = new LeakStory(rig, marks);

        story.Prepare(LeakRun.Messages * 9 / 20); // a case has between two and three messages on average
        await story.SendAsync();
        await rig.StopHostAsync(); // in the middle
        await rig.StartHostAsync();
        await story.SettleAsync();
        await story.GoOnAsync();
        await story.SendBadAsync();
        await SendToOthersAsync(rig, marks);
        var search = marks.Search();
        await rig.Ground.SearchStoreAsync(search);
        Assert.Empty(search.Found);
        Assert.NotEqual(0, await CountKeptAsync(rig));
        var payloads = await PayloadsAsync(rig, story);
        Assert.NotEmpty(payloads);
        Assert.All(payloads, payload => Assert.NotEmpty(marks.Search().In("a payload that is read by right", payload).Found));

        await story.ResolveAsync();
        Go(rig, TimeSpan.FromDays(14.1));
        await story.ExpireAsync();
        await Eventually.SeesAsync(() => CountKeptAsync(rig), kept => kept == 0, "an empty vault");

        foreach (var (address, answer) in await AnswersAsync(rig, story.Student))
        {
            search.In(address, answer);
        }

        await rig.Ground.SearchTransportAsync(search);
        await rig.StopHostAsync();
        await rig.Ground.SearchStoreAsync(search);
        watch.Search(search);
        Assert.Empty(search.Found);
        Assert.True(story.Count >= LeakRun.Messages, $"{story.Count} messages");
    }

    [Fact]
    public async Task A_mark_that_is_in_the_store_in_a_log_in_a_trace_or_in_a_metric_is_found()
    {
        using var watch = new LeakWatch();
        using var source = new ActivitySource("CrossStudyBroker.Planted");
        using var meter = new Meter("Planted");
        await using var rig = await StartAsync(new RigOptions { Logs = watch.Logs });
        var marks = new PersonalMarks();
        var inMetric = meter.CreateCounter<int>("planted");
        await using (var connection = rig.Ground.Connect())
        {
            await connection.ExecuteAsync("create table planted (mark text)");
            await connection.ExecuteAsync("insert into planted values (@mark)", new { mark = marks.New() });
            await connection.ExecuteAsync("delete from planted");
        }

        var search = marks.Search();
        await rig.Ground.SearchStoreAsync(search);
        Assert.NotEmpty(search.Found);

        rig.Services.GetRequiredService<ILoggerFactory>().CreateLogger("planted").LogTrace("Planted {Mark}", marks.New());
        source.StartActivity("planted")?.SetTag("mark", marks.New()).Stop();
        inMetric.Add(1, new KeyValuePair<string, object?>("mark", marks.New()));
        var told = marks.Search();
        watch.Search(told);
        Assert.Equal(["the logs", "the metrics", "the traces"], told.Found.Select(found => found.Split(':')[0]).Order());
    }

    private static Dictionary<string, string?> LeakSettings => new()
    {
        ["Roles"] = "broker,adapters,dashboard",
        ["Clock:AllowOffset"] = "true",
        ["Retention:Poll"] = "00:00:00.02",
        ["Retries:Attempts"] = "3",
        ["Retries:FirstDelay"] = "06:00:00", // what waits, waits until the test moves the clock or tries again
        ["Credentials:Keys:0:Operator"] = "true",
        ["Credentials:Keys:0:KeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(LeakKey))),
        ["Credentials:Keys:1:Institution"] = RigDirectory.Metropolia,
        ["Credentials:Keys:1:KeySha256"] = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(LeakKey + RigDirectory.Metropolia))),
        ["Credentials:Keys:1:ReadsPayloads"] = "true",
    };

    /// <summary>Messages to institutions that are connected in other ways, where there are any; they fail.</summary>
    private protected virtual Task SendToOthersAsync(BrokerRig rig, PersonalMarks marks) => Task.CompletedTask;

    private static async Task<long> CountKeptAsync(BrokerRig rig)
    {
        await using var connection = rig.Ground.Connect();
        return await connection.ExecuteScalarAsync<long>("select count(*) from vault");
    }

    /// <summary>The payloads that wait for an institution, as it reads them with a right of its own.</summary>
    private static async Task<List<byte[]>> PayloadsAsync(BrokerRig rig, LeakStory story)
    {
        using var client = new HttpClient { BaseAddress = rig.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", LeakKey + RigDirectory.Metropolia);
        var payloads = new List<byte[]>();
        foreach (var delivery in story.WaitingAt(RigDirectory.Metropolia))
        {
            payloads.Add(await client.GetByteArrayAsync($"/v1/deliveries/{delivery}/payload"));
        }

        return payloads;
    }

    /// <summary>What the operator and an institution can read: lists, exports, each message and delivery, cases, causes, findings, what is kept, a student's messages.</summary>
    private static async Task<List<(string Address, string Answer)>> AnswersAsync(BrokerRig rig, CrossStudyCase student)
    {
        var answers = new List<(string, string)>();
        foreach (var key in new[] { LeakKey, LeakKey + RigDirectory.Metropolia })
        {
            using var client = new HttpClient { BaseAddress = rig.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
            var list = JsonNode.Parse(await client.GetStringAsync("/v1/messages"))!["messages"]!.AsArray(); // the document says so
            var messages = list.Select(message => "/v1/messages/" + message!["trackingId"]);
            var deliveries = list.SelectMany(message => message!["deliveries"]!.AsArray())
                .Select(delivery => $"/v1/deliveries/{delivery!["deliveryId"]}")
                .SelectMany(address => new[] { address, address + "/erasure" });
            foreach (var address in new[] { "/v1/messages", "/v1/messages.csv", "/v1/messages.json", "/v1/causes", "/v1/audit", "/v1/findings", "/v1/overview", "/v1/retention", "/v1/cases/" + student.CaseId }.Concat(messages).Concat(deliveries))
            {
                answers.Add((address, await client.GetStringAsync(address)));
            }

            foreach (var asked in new object[] { new { student.LearnerNumber }, new { student.PersonalIdentityCode }, new { LearnerNumber = student.PersonalIdentityCode } }) // the last is wrong
            {
                using var answer = await client.PostAsJsonAsync("/v1/search/student", new { student = asked });
                answers.Add(("/v1/search/student", await answer.Content.ReadAsStringAsync()));
            }
        }

        return answers;
    }
}
