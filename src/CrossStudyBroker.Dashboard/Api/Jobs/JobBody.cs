using System.Globalization;
using System.Text.Json;
using CrossStudyBroker.Broker.Jobs;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Api.Jobs;

/// <summary>Reads what somebody wants retried; the schema has been held to already.</summary>
internal static class JobBody
{
    public static JobRequest Read(JsonElement body) => new()
    {
        Set = SetOf(body),
        Count = Number(body, "count"),
        PerSecond = Number(body, "perSecond"),
        Note = body.Text("note")?.Trim(),
    };

    private static JobSet SetOf(JsonElement body)
    {
        if (body.TryGetProperty("deliveries", out var deliveries))
        {
            return new JobSet { Deliveries = [.. deliveries.EnumerateArray().Select(id => id.GetGuid())] };
        }

        return body.TryGetProperty("filter", out var filter) ? FilterOf(filter) : new JobSet { Cause = body.Text("cause") };
    }

    private static JobSet FilterOf(JsonElement filter) => new()
    {
        Cause = filter.Text("cause"),
        Institution = filter.Text("institution"),
        State = filter.Text("state") is { } state ? Enum.Parse<DeliveryState>(state, ignoreCase: true) : null,
        Kind = filter.Text("kind"),
        Code = filter.Text("code"),
        CaseId = filter.Text("case"),
        From = Moment(filter, "from"),
        To = Moment(filter, "to"),
    };

    private static int? Number(JsonElement body, string name) => body.TryGetProperty(name, out var number) ? number.GetInt32() : null;

    private static DateTimeOffset? Moment(JsonElement filter, string name) =>
        filter.Text(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal) : null;
}
