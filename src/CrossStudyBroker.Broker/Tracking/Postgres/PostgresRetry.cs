using Npgsql;

namespace CrossStudyBroker.Broker.Tracking.Postgres;

/// <summary>
/// Two replicas that change the same rows in a different order make PostgreSQL end one of them. Its transaction left nothing
/// behind, so it is simply run again.
/// </summary>
internal static class PostgresRetry
{
    private const int Times = 3;

    /// <summary>Runs an action on an open connection.</summary>
    public static async Task<T> RunAsync<T>(
        NpgsqlDataSource dataSource, Func<NpgsqlConnection, Task<T>> action, CancellationToken cancellationToken)
    {
        for (var time = 1; ; time++)
        {
            try
            {
                await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
                return await action(connection);
            }
            catch (PostgresException exception) when (time < Times && IsCollision(exception))
            {
            }
        }
    }

    private static bool IsCollision(PostgresException exception) =>
        exception.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;
}
