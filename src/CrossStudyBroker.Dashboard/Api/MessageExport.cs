using System.Text;
using System.Text.Json;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Dashboard.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>
/// <c>GET /v1/messages.csv</c> and <c>.json</c>: all messages that filters find, not only a page of them, written while they are read. The same as in
/// lists: no personal data.
/// </summary>
internal sealed class MessageExport(MessageReading reading, IOptions<JsonOptions> json)
{
    private const int Piece = 200;

    /// <summary>One row per delivery, or per message that has none (RFC 4180).</summary>
    public Task WriteCsvAsync(HttpResponse response, Caller caller, MessageFilter filter, CancellationToken cancellationToken) =>
        WriteAsync(response, "text/csv; charset=utf-8", "messages.csv", string.Join(',', CsvRow.Names) + "\r\n", "", CsvRow.Of, caller, filter, cancellationToken);

    /// <summary>One array of messages as <c>GET /v1/messages</c> shows them.</summary>
    public Task WriteJsonAsync(HttpResponse response, Caller caller, MessageFilter filter, CancellationToken cancellationToken)
    {
        var first = true;
        return WriteAsync(response, "application/json", "messages.json", "[", "\n]\n", Next, caller, filter, cancellationToken);

        string Next(MessageView message)
        {
            var text = (first ? "\n" : ",\n") + JsonSerializer.Serialize(MessageDto.Of(message), json.Value.SerializerOptions);
            first = false;
            return text;
        }
    }

    private async Task WriteAsync(
        HttpResponse response, string contentType, string fileName, string begin, string end, Func<MessageView, string> write, Caller caller, MessageFilter filter, CancellationToken cancellationToken)
    {
        // The first piece is read before anything is written, so that a store that is away still gives an error.
        var page = await reading.ListAsync(caller, filter with { Limit = Piece, Cursor = null }, cancellationToken);
        response.ContentType = contentType;
        response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        await response.WriteAsync(begin, Encoding.UTF8, cancellationToken);
        while (true)
        {
            await response.WriteAsync(string.Concat(page.Messages.Select(write)), Encoding.UTF8, cancellationToken);
            if (page.NextCursor is null)
            {
                break;
            }

            page = await reading.ListAsync(caller, filter with { Limit = Piece, Cursor = page.NextCursor }, cancellationToken);
        }

        await response.WriteAsync(end, Encoding.UTF8, cancellationToken);
    }
}
