using System.Security.Cryptography;
using CrossStudyBroker.Broker.Audit;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using CrossStudyBroker.Broker.Vault;
using CrossStudyBroker.Contracts.Problems;
using Dapper;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>
/// Lets sender and recipient of a delivery that waits read its message, with a right of its own. That it was read is in the audit before a byte
/// is given; a refused reading is there too.
/// </summary>
public sealed class PayloadReading
{
    private const string Select = "select ciphertext, wrapped_key, key_id, kept_at, expires_at from vault where delivery_id = @id and expires_at > @now";

    private readonly ITrackerDatabase _database;
    private readonly TransferReader _transfers;
    private readonly AuditLog _audit;
    private readonly PayloadVault _vault;
    private readonly TimeProvider _time;

    internal PayloadReading(ITrackerDatabase database, AuditLog audit, PayloadVault vault, TimeProvider time)
    {
        _transfers = new TransferReader(database);
        (_database, _audit, _vault, _time) = (database, audit, vault, time);
    }

    /// <summary>The message; null if there is no such delivery, or the actor has no part in it.</summary>
    public async Task<PayloadRead?> ReadAsync(Guid deliveryId, Actor actor, CancellationToken cancellationToken)
    {
        if (await _transfers.FindAsync(deliveryId, actor.Institution, cancellationToken) is not { } transfer)
        {
            return null;
        }

        var read = actor.MayReadPayloads ? await OpenAsync(transfer, cancellationToken) : PayloadRead.Not(ProblemCodes.NotPermitted);
        await _audit.AddAsync(
            new AuditEntry
            {
                At = _time.GetUtcNow(),
                By = actor,
                Action = AuditActions.ReadPayload,
                As = transfer.PartsOf(actor.Institution)[0], // strangers do not come this far
                DeliveryId = deliveryId,
                TrackingId = transfer.TrackingId,
                CaseId = transfer.CaseId,
                Type = transfer.Type,
                Sender = transfer.Sender,
                Recipient = transfer.Recipient,
                Code = transfer.Code,
                Outcome = read.Refused is null ? AuditOutcome.Done : AuditOutcome.Refused,
                Refusal = read.Refused,
            },
            cancellationToken);
        return read;
    }

    private async Task<PayloadRead> OpenAsync(Transfer transfer, CancellationToken cancellationToken)
    {
        if (!DeliveryTransitions.Waits(transfer.State) || await SealedAsync(transfer.DeliveryId, cancellationToken) is not { } payload)
        {
            return PayloadRead.Not(ProblemCodes.PayloadNotKept);
        }

        try
        {
            return new PayloadRead(_vault.Open(transfer.DeliveryId, payload), Refused: null);
        }
        catch (CryptographicException)
        {
            return PayloadRead.Not(ProblemCodes.PayloadUnreadable);
        }
    }

    private async Task<SealedPayload?> SealedAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var dialect = _database.Dialect;
        var command = new CommandDefinition(Select, new { id = dialect.Id(deliveryId), now = dialect.Time(_time.GetUtcNow()) }, cancellationToken: cancellationToken);
        var found = await _database.ReadAsync(
            connection => connection.RowsAsync(
                command, row => new SealedPayload(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1), row.GetString(2), dialect.ReadTime(row, 3), dialect.ReadTime(row, 4))),
            cancellationToken);
        return found.SingleOrDefault();
    }
}
