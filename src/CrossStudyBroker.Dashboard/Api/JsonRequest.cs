using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;
using CrossStudyBroker.Contracts.Requests;
using Microsoft.AspNetCore.Http;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Reads the body of a request that is no message.</summary>
internal static class JsonRequest
{
    private const int MostBytes = 256 * 1024;

    /// <summary>The body, and what is wrong with it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">Name of its definition in contracts/schemas/requests.json.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<RequestBody> ReadAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        var bytes = new byte[MostBytes + 1];
        try
        {
            var read = await request.Body.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken);
            return read > MostBytes
                ? new RequestBody(default, [new Problem(ProblemCodes.ValueOutOfRange, "", $"At most {MostBytes} bytes are read.")])
                : RequestBody.Read(bytes.AsMemory(0, read), name);
        }
        catch (BadHttpRequestException)
        {
            return new RequestBody(default, [new Problem(ProblemCodes.MalformedJson, "", "The request did not come whole, or came too slowly.")]);
        }
    }

    /// <summary>A text of the body; null where it is absent.</summary>
    public static string? Text(this JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}
