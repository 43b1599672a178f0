using System.CommandLine;

namespace CrossStudyBroker.Host.Commands;

/// <summary>The options that say what to run on; each is a configuration key too, which appsettings files and the environment can set.</summary>
internal sealed class HostArguments
{
    private readonly Option<string?> _transport = Choice("--transport", "What carries messages: in-memory (default) or rabbitmq. RabbitMQ is found by ConnectionStrings__RabbitMq.", "in-memory", "rabbitmq");
    private readonly Option<string?> _store = Choice("--store", "Where status is kept: sqlite (default) or postgres. PostgreSQL is found by ConnectionStrings__Postgres.", "sqlite", "postgres");
    private readonly Option<string?> _data = new("--data") { Description = "Data folder of the embedded store (default: data)." };
    private readonly Option<bool> _ephemeral = new("--ephemeral") { Description = "Keep nothing beyond this run: the embedded store lives in a temporary folder." };
    private readonly Option<string?> _directory = new("--directory") { Description = "Folder with institutions.json and networks.json." };
    private readonly Option<string?> _roles = new("--roles") { Description = "Roles of this process, separated by commas: broker, adapters, dashboard, reference-sis (default: all)." };
    private readonly Option<string?> _urls = new("--urls") { Description = "Where the HTTP API listens (default: http://localhost:5080)." };

    /// <summary>Adds the options to a command.</summary>
    public HostArguments(Command command, bool roles)
    {
        command.Add(_transport);
        command.Add(_store);
        command.Add(_data);
        command.Add(_directory);
        if (roles)
        {
            command.Add(_ephemeral);
            command.Add(_roles);
            command.Add(_urls);
        }
    }

    /// <summary>True if nothing is to be kept beyond the run.</summary>
    public bool IsEphemeral(ParseResult result) => result.GetValue(_ephemeral);

    /// <summary>What was given, as configuration.</summary>
    public Dictionary<string, string?> ToConfiguration(ParseResult result)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        Set("Transport:Kind", result.GetValue(_transport)?.Replace("-", "", StringComparison.Ordinal));
        Set("Store:Kind", result.GetValue(_store));
        Set("Store:Folder", result.GetValue(_data));
        Set("Directory:Folder", result.GetValue(_directory));
        Set("Roles", result.GetValue(_roles));
        Set("Urls", result.GetValue(_urls));
        return settings;

        void Set(string key, string? value)
        {
            if (value is not null)
            {
                settings[key] = value;
            }
        }
    }

    private static Option<string?> Choice(string name, string description, params string[] choices)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(choices);
        return option;
    }
}
