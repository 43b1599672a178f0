using System.Data.Common;
using CrossStudyBroker.Broker.Contacts;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Connections;

/// <summary>Reads how an institution's information system is getting on with the broker. What it costs does not depend on how many messages there are.</summary>
public sealed class ConnectionReader
{
    /// <summary>So many of an institution's latest messages, sent and received, are looked at for the types it sends.</summary>
    public const int Latest = 1000;

    private const string SelectOpen = "select state, cast(sum(number) as bigint) from stock where recipient = @institution and state in (30, 40, 50, 80) group by state";

    private const string SelectLane = "select number, at from queue_length where institution = @institution and queue = 'lane' order by at desc limit 1";

    private const string SelectTypes = """
        select m.type, count(*), max(m.received_at)
        from (select message from party where institution = @institution order by received_at desc, message desc limit @latest) p join message m on m.id = p.message
        where m.sender = @institution and m.outcome <> 1
        group by m.type
        order by max(m.received_at) desc
        """;

    private readonly ITrackerDatabase _database;
    private readonly ContactStore _contacts;
    private readonly ConnectionTestStore _tests;

    internal ConnectionReader(ITrackerDatabase database, ContactStore contacts, ConnectionTestStore tests) => (_database, _contacts, _tests) = (database, contacts, tests);

    /// <summary>How it stands now.</summary>
    public Task<ConnectionView> ReadAsync(string institution, CancellationToken cancellationToken) => _database.ReadAsync(
        async connection =>
        {
            var lane = (await RowsAsync(connection, SelectLane, row => (Number: row.GetInt64(0), At: _database.Dialect.ReadTime(row, 1)))).Select(row => ((long, DateTimeOffset)?)row).FirstOrDefault();
            return new ConnectionView
            {
                Contact = (await _contacts.ReadAsync(connection, cancellationToken)).GetValueOrDefault(institution),
                Lane = lane?.Item1,
                LaneAt = lane?.Item2,
                Open = (await RowsAsync(connection, SelectOpen, row => (State: (DeliveryState)row.GetInt16(0), Number: row.GetInt64(1)))).Where(row => row.Number > 0).ToDictionary(row => row.State, row => row.Number),
                Types = await RowsAsync(connection, SelectTypes, row => new SpokenType(row.GetString(0), row.GetInt64(1), _database.Dialect.ReadTime(row, 2))),
                LastTest = await _tests.FindAsync(connection, institution, cancellationToken),
            };

            Task<List<T>> RowsAsync<T>(DbConnection from, string sql, Func<DbDataReader, T> read) =>
                from.RowsAsync(new CommandDefinition(sql, new { institution, latest = Latest }, cancellationToken: cancellationToken), read);
        },
        cancellationToken);
}
