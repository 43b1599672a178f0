using System.Data.Common;
using System.Globalization;
using System.Text;
using Dapper;

namespace CrossStudyBroker.Broker.Flow;

/// <summary>Adds many rows by few statements, the same on both stores.</summary>
internal static class Multirow
{
    private const int Piece = 200;

    /// <summary>Runs <c>insert into … values …</c> with the ending given, as often as it takes.</summary>
    /// <param name="connection">Inside a transaction.</param>
    /// <param name="into">Table and columns.</param>
    /// <param name="rows">The values, one per column.</param>
    /// <param name="onConflict">The ending.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task InsertAsync(
        DbConnection connection, string into, IEnumerable<object?[]> rows, string onConflict, CancellationToken cancellationToken)
    {
        foreach (var piece in rows.Chunk(Piece))
        {
            var (sql, parameters) = (new StringBuilder($"insert into {into} values "), new DynamicParameters());
            for (var row = 0; row < piece.Length; row++)
            {
                sql.Append(row == 0 ? "(" : ", (");
                for (var column = 0; column < piece[row].Length; column++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"v{row}_{column}");
                    sql.Append(column == 0 ? "@" : ", @").Append(name);
                    parameters.Add(name, piece[row][column]);
                }

                sql.Append(')');
            }

            await connection.ExecuteAsync(new CommandDefinition(sql.Append(' ').Append(onConflict).ToString(), parameters, cancellationToken: cancellationToken));
        }
    }
}
