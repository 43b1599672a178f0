using System.Data.Common;
using CrossStudyBroker.Broker.Flow;
using CrossStudyBroker.Broker.Tracking.Reading;
using Dapper;

namespace CrossStudyBroker.Broker.Overviews;

/// <summary>Who asks for an overview, and when.</summary>
/// <param name="Connection">Where to read.</param>
/// <param name="Institution">Institution code; null: the operator.</param>
/// <param name="Now">When.</param>
/// <param name="Cancellation">Cancels.</param>
internal sealed record Question(DbConnection Connection, string? Institution, DateTimeOffset Now, CancellationToken Cancellation)
{
    /// <summary>The directions that are counted for the one who asks.</summary>
    public IReadOnlyList<string> Directions { get; } = Institution is null ? [FlowDirection.All] : [FlowDirection.Out, FlowDirection.In];

    /// <summary>A condition on the columns sender and recipient, with the parameter @institution.</summary>
    public string AndParty => Institution is null ? "" : "and (sender = @institution or recipient = @institution)";

    /// <summary>The directions that a delivery counts in.</summary>
    public IEnumerable<string> DirectionsOf(string sender, string recipient)
    {
        if (Institution is null)
        {
            yield return FlowDirection.All;
        }
        else
        {
            if (Institution == sender)
            {
                yield return FlowDirection.Out;
            }

            if (Institution == recipient)
            {
                yield return FlowDirection.In;
            }
        }
    }

    /// <summary>All rows of a statement.</summary>
    public Task<List<T>> RowsAsync<T>(string sql, object parameters, Func<DbDataReader, T> read) =>
        Connection.RowsAsync(new CommandDefinition(sql, parameters, cancellationToken: Cancellation), read);
}
