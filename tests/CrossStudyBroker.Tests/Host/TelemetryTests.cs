using System.Text;
using CrossStudyBroker.Contracts.Messages;
using CrossStudyBroker.Tests.Api;
using Xunit;
using static CrossStudyBroker.Tests.Api.ApiMessages;

namespace CrossStudyBroker.Tests.Host;

/// <summary>Traces and metrics as a collector gets them.</summary>
public sealed class TelemetryTests
{
    private const string TraceId = "7b1e0f3c5d9a4e2f8c6b1a0d3e5f7a9c";

    [Fact]
    public async Task One_message_is_one_trace_from_lane_over_delivery_to_adapter_and_nothing_personal_is_sent()
    {
        await using var collector = await OtlpCollector.StartAsync();
        var message = Completion().With("traceparent", $"00-{TraceId}-b7ad6b7169203331-01");
        message["data"]!["student"]!["lastName"] = "Salasukunimi";
        await using (var host = new ApiHost
        {
            Settings = { ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address, ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf" },
        })
        {
            await host.InitializeAsync();
            await host.SendAsync(message, (Metropolia, MessageState.Processed));
        }

        var traces = Encoding.Latin1.GetString(collector.Received("v1/traces"));
        var metrics = Encoding.Latin1.GetString(collector.Received("v1/metrics"));
        Assert.InRange(Count(traces, Encoding.Latin1.GetString(Convert.FromHexString(TraceId))), 3, int.MaxValue);
        Assert.All(new[] { "crossstudy", "csb lane", "csb deliver", "csb adapter", message.Id() }, text => Assert.Contains(text, traces, StringComparison.Ordinal));
        Assert.Contains("csb.messages", metrics, StringComparison.Ordinal);
        foreach (var secret in new[] { "Salasukunimi", "1.2.246.562.", "key-of-", "Service design" })
        {
            Assert.DoesNotContain(secret, traces + metrics, StringComparison.Ordinal);
        }
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
