using CrossStudyBroker.RabbitMqTests;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>
/// The one place that knows where a PostgreSQL comes from: the one that CROSSSTUDY_TEST_POSTGRES names (an Npgsql connection string of a user
/// that may create databases; <c>tests/run.sh</c> sets it), else a private one of the machine's, else none, and the tests that need it skip.
/// A test asks for a <see cref="PostgresDatabase"/>; the server is looked for when the first one does.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Variable = "CROSSSTUDY_TEST_POSTGRES";
    private const string FolderVariable = "CROSSSTUDY_TEST_POSTGRES_FOLDER";

    private readonly Lazy<Task<Source>> _source = new(FindAsync);

    internal async Task<Source> GetAsync() => await _source.Value;

    /// <summary>Stops what was started here; a given server is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_source.IsValueCreated && (await _source.Value).Started is { } started)
        {
            await started.DisposeAsync();
        }
    }

    private static async Task<Source> FindAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new Source(given, null, null) { Folder = Environment.GetEnvironmentVariable(FolderVariable) };
        }

        var own = await PrivateServer.StartAsync("postgres");
        return own.Failure is { } failure
            ? new Source(null, own, $"No PostgreSQL: {Variable} is not set, and {failure}.")
            : new Source(own.Settings[Variable], own, null) { Folder = own.Settings[FolderVariable] };
    }

    /// <summary>A server, or why there is none.</summary>
    internal sealed record Source(string? ConnectionString, IAsyncDisposable? Started, string? Unavailable)
    {
        /// <summary>Where it writes, as <c>tests/server.sh</c> says; null where that is not known.</summary>
        public string? Folder { get; init; }
    }
}
