using System.Globalization;
using CrossStudyBroker.Broker.Tracking;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Rows of the export for spreadsheets. Names and values are those of the HTTP API.</summary>
internal static class CsvRow
{
    /// <summary>Names of the columns.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["receivedAt", "trackingId", "sender", "recipient", "type", "network", "caseId", "id", "inReplyTo", "size", "state", "code", "attempts", "changedAt"];

    /// <summary>One row per delivery; one for a message that has none.</summary>
    public static string Of(MessageView message) => message.Deliveries.Count == 0
        ? Row(message, message.Recipient, MessageDto.StateOf(message), message.Problems.Count > 0 ? message.Problems[0].Code : null, null, null)
        : string.Concat(message.Deliveries.Select(delivery =>
            Row(message, delivery.Recipient, MessageDto.Name(delivery.State), delivery.Code, delivery.Attempts, delivery.ChangedAt)));

    private static string Row(MessageView message, string? recipient, string state, string? code, int? attempts, DateTimeOffset? changedAt) =>
        string.Join(',', new[]
        {
            Moment(message.ReceivedAt), message.TrackingId.ToString(), message.Sender, recipient, message.Type, message.Network, message.CaseId, message.MessageId,
            message.InReplyTo, Number(message.Size), state, code, Number(attempts), changedAt is { } changed ? Moment(changed) : null,
        }.Select(Field)) + "\r\n";

    /// <summary>Quoted where needed. What a spreadsheet would take for a formula gets an apostrophe: a refused message can carry anything as its id.</summary>
    private static string Field(string? text)
    {
        text = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return text?.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text ?? "";
    }

    private static string Moment(DateTimeOffset moment) => moment.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
