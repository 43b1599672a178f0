using System.Text.Json;
using CrossStudyBroker.Contracts.Problems;

namespace CrossStudyBroker.Contracts.Envelopes;

/// <summary>
/// Bytes that came in, as far as they could be read. Valid when <see cref="Problems"/> is empty; then <see cref="Envelope"/> is set.
/// Dispose it to give the parsed JSON's memory back.
/// </summary>
public sealed class ReceivedMessage : IDisposable
{
    private readonly JsonDocument? _document;

    internal ReceivedMessage(JsonDocument? document, Envelope? envelope, string id, string type, IReadOnlyList<Problem> problems)
    {
        _document = document;
        Envelope = envelope;
        Id = id;
        Type = type;
        Problems = problems;
    }

    /// <summary>The envelope; null when anything is wrong.</summary>
    public Envelope? Envelope { get; }

    /// <summary>The sender's id; empty where it could not be read or is not fit to be kept.</summary>
    public string Id { get; }

    /// <summary>The type; empty where it could not be read or is not fit to be kept.</summary>
    public string Type { get; }

    /// <summary>Everything found wrong.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>Bytes of which nothing can be said but what is wrong.</summary>
    public static ReceivedMessage Unreadable(Problem problem) => new(null, null, "", "", [problem]);

    /// <inheritdoc/>
    public void Dispose() => _document?.Dispose();
}
