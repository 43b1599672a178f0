using System.Globalization;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Links;
using CrossStudyBroker.Broker.Tracking;
using CrossStudyBroker.Broker.Tracking.Postgres;
using CrossStudyBroker.Tests.Behaviour;
using CrossStudyBroker.Tests.Tracking;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace CrossStudyBroker.RabbitMqTests.Tracking;

/// <summary>A statement is planned once per connection, which may be when its tables are empty. What one message costs must not grow with them.</summary>
public sealed class PostgresPlanTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Few = 20;
    private const int Many = 2000;

    /// <summary>Rows of indexes, for one message on its whole way. Reading a whole table for each would be a hundred times as many.</summary>
    private const int MostPerMessage = 60;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_was_there_when_the_store_was_empty_reads_a_few_rows_per_message_when_it_is_full()
    {
        var one = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "plans", MaxPoolSize = 1 };
        await using (var source = NpgsqlDataSource.Create(one))
        {
            var store = new PostgresTrackerStore(source, TimeProvider.System);
            await store.MigrateAsync(Cancellation);
            await CarryOneByOneAsync(store, 0, Few);
            await CarryAsync(store, [.. Enumerable.Range(Few, Many).Select(Message)]);
            await CarryOneByOneAsync(store, Few + Many, 10 * Few);
        }

        var read = await ReadRowsAsync();
        Assert.InRange(read, Few, MostPerMessage * (Many + (11 * Few)));
    }

    [Fact]
    public async Task Changes_of_counts_are_folded_by_their_keys_however_many_wait()
    {
        var one = new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = "plans", MaxPoolSize = 1 };
        await using (var source = NpgsqlDataSource.Create(one))
        {
            var store = new PostgresTrackerStore(source, TimeProvider.System);
            await store.MigrateAsync(Cancellation);
            var counts = new CountStore(store);
            while (await counts.FoldAsync(Many, Sample.Start, Cancellation) > 0)
            {
                // what another test left
            }

            await AddChangesAsync(source, 1);
            Assert.Equal(1, await counts.FoldAsync(Many, Sample.Start, Cancellation));
            await AddChangesAsync(source, 10 * Many);
            for (var round = 0; round < 10; round++)
            {
                Assert.Equal(Many, await counts.FoldAsync(Many, Sample.Start, Cancellation));
            }
        }

        await using var other = await EndedAsync();
        var read = await ScalarAsync(other, "select sum(seq_tup_read + idx_tup_fetch)::bigint from pg_stat_user_tables where relname = 'count_change'");
        Assert.InRange(read, 10 * Many, 40 * Many);
    }

    [Fact]
    public async Task Nothing_is_compiled_however_costly_it_looks()
    {
        var services = new ServiceCollection().AddTrackerStore(new StoreOptions { Kind = StoreKind.Postgres, ConnectionString = $"{database.ConnectionString};Maximum Pool Size=1" });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<ITrackerDatabase>();

        Assert.Equal(("off", "off"), (await JitAsync(), await JitAsync())); // the connection comes back from the pool as it was

        Task<object?> JitAsync() => store.ReadAsync(
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "show jit";
                return await command.ExecuteScalarAsync(Cancellation);
            },
            Cancellation);
    }

    private static async Task AddChangesAsync(NpgsqlDataSource source, int number)
    {
        await using var command = source.CreateCommand(
            $"""
            insert into count_change (sender, recipient, type, after, number, first_at, last_at)
            select '{Sample.Home}', '{Sample.Target}', 'crossstudy.enrolment.requested.v1', 30, 1, now(), now() from generate_series(1, {number})
            """);
        Assert.Equal(number, await command.ExecuteNonQueryAsync(Cancellation));
    }

    /// <summary>Every second one is a change of a student's study right, whose order is the student's as well.</summary>
    private static MessageRecord Message(int number)
    {
        var name = number.ToString(CultureInfo.InvariantCulture);
        var isChange = number % 2 == 0;
        return Sample.Message($"m-{name}", type: isChange ? "crossstudy.study-right.changed.v1" : "crossstudy.enrolment.requested.v1", caseId: $"case-{name}") with
        {
            StudentHashes = [Sample.Hash($"student-{name}")],
            StateKey = isChange ? Sample.Hash($"state-{name}") : null,
            Links = isChange ? [] : [new LinkChange { Put = Sample.Link($"student-{name}", $"case-{name}") }],
        };
    }

    private static async Task CarryOneByOneAsync(PostgresTrackerStore store, int first, int count)
    {
        for (var number = first; number < first + count; number++)
        {
            await CarryAsync(store, [Message(number)]);
        }
    }

    private static async Task CarryAsync(PostgresTrackerStore store, MessageRecord[] messages)
    {
        await store.ReadFactsAsync(new FactsRequest { Deliveries = [], Students = [(Sample.Home, messages[0].StudentHashes[0])], Cases = [messages[0].CaseId!], Offerings = [] }, Cancellation); // each has one
        await store.RecordAsync(messages, Cancellation);
        Assert.Equal(messages.Length, (await store.AdmitAsync([.. messages.Select(Delivery)], Cancellation)).Count);
        var changed = await store.ApplyAsync([.. messages.Select(message => new DeliveryChange { DeliveryId = Delivery(message), State = DeliveryState.Processed, At = Sample.Start, By = "adapter" })], Cancellation);
        Assert.Equal(messages.Length, changed.Count);
    }

    private static Guid Delivery(MessageRecord message) => message.Deliveries[0].DeliveryId;

    private async Task<long> ReadRowsAsync()
    {
        await using var source = await EndedAsync();
        return await ScalarAsync(source, "select sum(idx_tup_read)::bigint from pg_stat_user_indexes where relname in ('message', 'delivery', 'student', 'link', 'vault', 'event')");
    }

    private async Task<NpgsqlDataSource> EndedAsync()
    {
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        await Eventually.SeesAsync( // a connection tells what it read when it ends
            () => ScalarAsync(source, "select count(*) from pg_stat_activity where application_name = 'plans'"), open => open == 0, "the end of the connection");
        return source;
    }

    private static async Task<long> ScalarAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancellation) ?? 0L);
    }
}
