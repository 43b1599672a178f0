using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Resolution;

/// <summary>
/// Tells what a delivery waits for and what waits behind it (DESIGN section 4). All of it has the same sender and recipient, so whoever may see the
/// delivery may see its neighbours.
/// </summary>
public sealed class NeighbourReader
{
    /// <summary>Most neighbours that are told.</summary>
    public const int Most = 50;

    // The order as the stores keep it when they hold and release: messages of one case, and the changes of one student.
    private const string Select = """
        with this as (
          select m.id, m.sender, m.case_id, m.kind, m.type, d.recipient from delivery d join message m on m.id = d.message where d.delivery_id = @id),
        sharing as (
          select o.id as message from this t join message o on o.case_id = t.case_id and o.sender = t.sender and o.id <> t.id
          union
          select o.id
          from this t join student s on s.message = t.id join student os on os.hash = s.hash and os.message <> t.id
            join message o on o.id = os.message and o.sender = t.sender
          where t.kind in ('personal-data', 'study-right') and t.type like '%.changed.%'
            and o.kind in ('personal-data', 'study-right') and o.type like '%.changed.%')
        select o.tracking_id, o.type, o.received_at, e.state, case when o.id < t.id then 1 else 0 end as ahead
        from this t join sharing s on s.message is not null
          join message o on o.id = s.message join delivery e on e.message = o.id and e.recipient = t.recipient
        where (o.id < t.id and e.state in (30, 40, 50, 80)) or (o.id > t.id and e.state = 40)
        order by o.id limit @most
        """;

    private readonly ITrackerDatabase _database;

    internal NeighbourReader(ITrackerDatabase database) => _database = database;

    /// <summary>The neighbours of a delivery that are not yet delivered, in their order.</summary>
    public async Task<IReadOnlyList<Neighbour>> OfAsync(Guid deliveryId, CancellationToken cancellationToken)
    {
        var dialect = _database.Dialect;
        var command = new CommandDefinition(Select, new { id = dialect.Id(deliveryId), most = Most }, cancellationToken: cancellationToken);
        return await _database.ReadAsync(
            connection => connection.RowsAsync(command, row => new Neighbour(dialect.ReadId(row, 0), row.GetString(1), dialect.ReadTime(row, 2), (DeliveryState)row.GetInt16(3), row.GetInt32(4) == 1)),
            cancellationToken);
    }
}
