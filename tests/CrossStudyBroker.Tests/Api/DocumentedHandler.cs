using System.Collections.Concurrent;
using Xunit;

namespace CrossStudyBroker.Tests.Api;

/// <summary>
/// Holds every answer of the host against contracts/openapi.yaml, whatever the test is about, and against what all of them have in common:
/// problem details where something is wrong, nothing cached, and no key repeated.
/// </summary>
internal sealed class DocumentedHandler(ConcurrentBag<(string Operation, int Status)> seen) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.Contains("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        if (request.Headers.Authorization?.Parameter is { Length: > 0 } key)
        {
            Assert.DoesNotContain(key, text + answer.Headers, StringComparison.Ordinal);
        }

        if (OpenApi.OperationOf(request.Method.Method, request.RequestUri!.AbsolutePath) is { } operation) // clients here have a base address
        {
            seen.Add((operation, (int)answer.StatusCode));
            Assert.Empty(await OpenApi.DifferencesAsync(operation, answer));
        }

        return answer;
    }
}
