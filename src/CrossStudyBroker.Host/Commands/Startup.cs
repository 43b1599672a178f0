using System.ComponentModel.DataAnnotations;
using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Transport;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Host.Commands;

/// <summary>Turns what keeps the host from starting into words for a person and a non-zero exit code.</summary>
internal static class Startup
{
    /// <summary>Runs a command; 0 if it ended well, 1 if something a person can mend was in the way.</summary>
    public static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is not null)
        {
            await Console.Error.WriteLineAsync($"\nCannot go on. {Explain(exception)}");
            return 1;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        DirectoryFaultException or TopologyException or InvalidOperationException => exception.Message,
        ValidationException => $"The configuration has a fault: {exception.Message}",
        OptionsValidationException options => Explain(options.Failures),
        AggregateException { InnerExceptions: var many } when many.All(one => one is OptionsValidationException) => Explain(many.Cast<OptionsValidationException>().SelectMany(options => options.Failures)),
        _ when TransportFailure.IsUnreachable(exception) => "RabbitMQ does not answer at the address in ConnectionStrings__RabbitMq. Is it running, and are user and password right?",
        Npgsql.NpgsqlException => $"PostgreSQL does not answer as ConnectionStrings__Postgres says: {exception.Message}",
        SqliteException => $"The data folder cannot be used ({exception.Message}). Another one can be given with --data.",
        UnauthorizedAccessException => $"{exception.Message} The data folder must be one that may be written; another one can be given with --data.",
        IOException { InnerException: AddressInUseException } => $"{exception.Message} Another program listens there; end it, or give another address with --urls.",
        IOException => exception.Message,
        AggregateException { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    private static string Explain(IEnumerable<string> failures) => $"The configuration has faults:{string.Concat(failures.Select(failure => $"\n  - {failure}"))}";
}
