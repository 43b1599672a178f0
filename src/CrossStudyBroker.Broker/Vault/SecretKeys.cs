using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>
/// The key ring in use. It is read again while payloads are sealed, at most once a second, and at once where a key is met that is not on it, so
/// that keys can be rotated while the roles run. A ring that cannot be read, or has another hashing key, is reported, and the one before stays.
/// </summary>
public sealed partial class SecretKeys
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly IKeyRingSource _source;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile KeyRing _ring;
    private long _readAt;
    private string? _fault;

    /// <summary>Reads the ring.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had, or must not be used; the text says what to do.</exception>
    public SecretKeys(IKeyRingSource source, TimeProvider time, ILogger<SecretKeys>? logger = null)
    {
        (_source, _time, _logger) = (source, time, logger ?? NullLogger<SecretKeys>.Instance);
        _ring = source.Read();
        _readAt = time.GetTimestamp();
    }

    /// <summary>Key of the student identifier hashes; it never changes.</summary>
    public byte[] Hashing => _ring.Hashing;

    /// <summary>The key that seals.</summary>
    public WrappingKey Sealing
    {
        get
        {
            if (_time.GetElapsedTime(Volatile.Read(ref _readAt)) >= Age)
            {
                ReadAgain();
            }

            return _ring.Sealing;
        }
    }

    /// <summary>The wrapping key of that id; null if it is not on the ring, not even now.</summary>
    public WrappingKey? Find(string id)
    {
        if (_ring.Find(id) is { } known)
        {
            return known;
        }

        ReadAgain();
        return _ring.Find(id);
    }

    /// <summary>Keys that live as long as the process: for tests.</summary>
    public static SecretKeys Ephemeral() => new(new EnvironmentKeyRing($"{KeyRing.NewKey()} {KeyRing.NewKey()}"), TimeProvider.System);

    /// <summary>The keys in a file, which is made where that is allowed.</summary>
    public static SecretKeys FromFile(string path, bool create) =>
        new(create ? new FileKeyRing(path).CreateIfMissing() : new FileKeyRing(path), TimeProvider.System);

    private void ReadAgain()
    {
        lock (_lock)
        {
            Volatile.Write(ref _readAt, _time.GetTimestamp());
            try
            {
                Take(_source.Read());
            }
            catch (Exception exception) when (exception is InvalidOperationException or IOException or UnauthorizedAccessException)
            {
                Report(exception.Message);
            }
        }
    }

    private void Take(KeyRing ring)
    {
        if (!CryptographicOperations.FixedTimeEquals(ring.Hashing, _ring.Hashing))
        {
            Report("The hashing key, which is the first, is another one; with it no student would be found again.");
            return;
        }

        if (ring.Sealing.Id != _ring.Sealing.Id)
        {
            Seals(ring.Sealing.Id, ring.Wrapping.Count - 1);
        }

        (_ring, _fault) = (ring, null);
    }

    /// <summary>Once for each fault, not once a second.</summary>
    private void Report(string fault)
    {
        if (fault != _fault)
        {
            NotTaken(fault);
        }

        _fault = fault;
    }

    [LoggerMessage(LogLevel.Information, "Key {Key} seals from now on; {Others} others only open")]
    private partial void Seals(string key, int others);

    [LoggerMessage(LogLevel.Error, "The key ring was not taken anew, the one before stays. {Fault}")]
    private partial void NotTaken(string fault);
}
