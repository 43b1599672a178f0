using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CrossStudyBroker.Broker.Vault;

/// <summary>Which keys the sealed payloads in the store need, and moving them to the key that seals now, so that an older one can be destroyed.</summary>
public sealed partial class VaultKeys
{
    private readonly ITrackerDatabase _database;
    private readonly SecretKeys _keys;
    private readonly ILogger<VaultKeys> _logger;

    internal VaultKeys(ITrackerDatabase database, SecretKeys keys, ILogger<VaultKeys> logger) => (_database, _keys, _logger) = (database, keys, logger);

    /// <summary>How many payloads each key has sealed that are still kept; keys without any are left out.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(CancellationToken cancellationToken) =>
        (await _database.ReadAsync(
            connection => connection.QueryAsync<(string KeyId, long Count)>(new CommandDefinition("select key_id, count(*) from vault group by key_id", cancellationToken: cancellationToken)),
            cancellationToken)).ToDictionary(row => row.KeyId, row => row.Count);

    /// <summary>Notes in the ledger that a key was destroyed: with it goes whatever copies there are of what it wrapped.</summary>
    public Task NoteDestroyedAsync(string keyId, DateTimeOffset at, CancellationToken cancellationToken) => _database.WriteAsync(
        async connection =>
        {
            await new Ledger(_database).AddAsync(connection, [new Erasure { At = at, What = ErasedThings.Key, Reason = keyId, Count = 1 }], cancellationToken);
            return true;
        },
        cancellationToken);

    /// <summary>Wraps what older keys wrapped anew, piece by piece; gives after each piece how many it were. What cannot be opened stays as it is.</summary>
    internal async IAsyncEnumerable<int> RewrapAsync(int piece, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        object after = _database.Dialect.Id(Guid.Empty);
        while (true)
        {
            var rows = await ReadAsync(after, piece, cancellationToken);
            if (rows.Count == 0)
            {
                yield break;
            }

            yield return await WriteAsync(rows, cancellationToken);
            after = _database.Dialect.Id(rows[^1].DeliveryId);
        }
    }

    private Task<List<Row>> ReadAsync(object after, int piece, CancellationToken cancellationToken)
    {
        var command = new CommandDefinition(
            "select delivery_id, wrapped_key, key_id from vault where key_id <> @sealing and delivery_id > @after order by delivery_id limit @piece",
            new { sealing = _keys.Sealing.Id, after, piece },
            cancellationToken: cancellationToken);
        return _database.ReadAsync(
            connection => connection.RowsAsync(command, row => new Row(_database.Dialect.ReadId(row, 0), row.GetFieldValue<byte[]>(1), row.GetString(2))), cancellationToken);
    }

    private async Task<int> WriteAsync(List<Row> rows, CancellationToken cancellationToken)
    {
        var rewrapped = rows.ConvertAll(Rewrap).OfType<Rewrapped>().Select(row => new { id = _database.Dialect.Id(row.DeliveryId), row.Before, row.WrappedKey, row.KeyId }).ToList();
        return await _database.WriteAsync(
            connection => connection.ExecuteAsync(new CommandDefinition(
                "update vault set wrapped_key = @WrappedKey, key_id = @KeyId where delivery_id = @id and key_id = @Before", rewrapped, cancellationToken: cancellationToken)),
            cancellationToken);
    }

    private Rewrapped? Rewrap(Row row)
    {
        try
        {
            var dataKey = DeliveryCipher.Decrypt((_keys.Find(row.KeyId) ?? throw new UnknownKeyException(row.KeyId)).Key, row.WrappedKey, row.DeliveryId);
            var sealing = _keys.Sealing;
            var wrappedKey = DeliveryCipher.Encrypt(sealing.Key, dataKey, row.DeliveryId);
            CryptographicOperations.ZeroMemory(dataKey);
            return new Rewrapped(row.DeliveryId, row.KeyId, wrappedKey, sealing.Id);
        }
        catch (CryptographicException exception)
        {
            NotRewrapped(row.DeliveryId, exception.Message);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Error, "The payload of delivery {DeliveryId} cannot be opened: {Reason}")]
    private partial void NotRewrapped(Guid deliveryId, string reason);

    private sealed record Row(Guid DeliveryId, byte[] WrappedKey, string KeyId);

    private sealed record Rewrapped(Guid DeliveryId, string Before, byte[] WrappedKey, string KeyId);
}
