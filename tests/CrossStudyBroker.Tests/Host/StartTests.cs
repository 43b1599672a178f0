using System.Net;
using System.Net.Sockets;
using Xunit;

namespace CrossStudyBroker.Tests.Host;

/// <summary>What keeps the host from starting is said in words for a person, all at once, with exit code 1 and no stack trace.</summary>
public sealed class StartTests : IDisposable
{
    private readonly CommandLine _commandLine = new();

    public void Dispose() => _commandLine.Dispose();

    public static TheoryData<string[], string[]> WrongChoices => new()
    {
        { ["--roles", "broker,dashbord"], ["no role 'dashbord'", "broker, adapters, dashboard, reference-sis"] },
        { ["--roles", ""], ["No role is named", "broker, adapters, dashboard, reference-sis"] },
        { ["--roles", "broker,reference-sis"], ["reference-sis", "needs the role adapters"] },
        { ["--roles", "broker,dashboard"], ["in-memory", "broker and adapters", "--transport rabbitmq"] },
        { ["--urls", "nonsense"], ["'nonsense'", "http://localhost:5080"] },
        { ["--urls", "http://127.0.0.1:99999"], ["'http://127.0.0.1:99999'", "--urls"] },
        { ["Retention__Poll=00:00:00"], ["Poll", "00:01:00"] },
        { ["Clock__Offset=15.00:00:00"], ["Clock__Offset", "Clock__AllowOffset=true"] },
        { ["Clock__Offset=two weeks", "Clock__AllowOffset=true"], ["Clock:Offset", "two weeks", "15.00:00:00"] },
        { [$"Keys__Ring=AAAA", "Keys__File=absent.keys"], ["Keys__Ring", "Keys__File", "one place"] },
        { ["Retention__Traces=a while"], ["Retention:Traces", "a while"] },
        { ["Retention__Payloads=15.00:00:00"], ["Payloads", "14.00:00:00"] },
        { ["Directory__ReloadInterval=-00:00:01"], ["ReloadInterval", "00:00:00.01"] },
        { ["Api__Patience=00:00:00"], ["Patience", "00:10:00"] },
        { ["Transport__Prefetch=0"], ["Prefetch", "2000"] },
        { ["ReferenceSis__Seed=abc"], ["ReferenceSis:Seed", "abc"] },
        { ["ReferenceSis__TrafficOptions__Interval=00:00:00"], ["Interval", "01:00:00"] },
        { ["Logging__Format=yaml"], ["Logging:Format", "yaml", "text or json"] },
        { ["Logging__LogLevel__Default=loud"], ["Logging:LogLevel:Default", "loud", "Information"] },
        { ["OTEL_EXPORTER_OTLP_ENDPOINT=nonsense"], ["OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317"] },
        { ["--data", "a file"], ["a file"] },
        { ["--data", "no database"], ["data folder", "not a database", "--data"] },
        { ["--transport", "kafka"], ["kafka", "in-memory", "rabbitmq"] },
        { ["--store", "oracle"], ["oracle", "sqlite", "postgres"] },
        { ["Transport__Kind=kafka"], ["Transport:Kind", "kafka"] },
        { ["Store__Kind=oracle"], ["Store:Kind", "oracle"] },
        { ["--transport", "rabbitmq"], ["ConnectionStrings__RabbitMq"] },
        { ["ConnectionStrings__RabbitMq=nonsense", "--transport", "rabbitmq"], ["ConnectionStrings__RabbitMq", "amqp://"] },
        { ["--store", "postgres"], ["ConnectionStrings__Postgres"] },
        { ["ConnectionStrings__Postgres=Host=127.0.0.1;Port=1;Username=u;Password=salasana;Timeout=2", "--store", "postgres"], ["PostgreSQL does not answer", "ConnectionStrings__Postgres"] },
        { ["Keys__File=absent.keys"], ["absent.keys", "does not exist", "openssl rand -base64 32"] },
        { ["Credentials__Keys__0__KeySha256=salasana", "Credentials__Keys__1__Institution=10056"], ["Credentials:Keys:0", "64 hexadecimal digits", "either Institution", "Credentials:Keys:1"] },
        { ["Credentials__Keys__0__KeySha256=salasana", "SignIn__IdleLimit=1.00:00:00", "SignIn__Provider__ClientSecret=salasana"], ["Credentials:Keys:0", "SignIn:IdleLimit", "SignIn:PublicAddress", "SignIn:Provider:Authority", "SignIn:Provider:Roles"] },
        { ["Credentials__Keys__0__KeySha256=salasana", "Credentials__Keys__0__Operator=yes", "Credentials__Keys__1__Institutoin=10056"], ["Credentials:Keys:0:Operator must be true or false", "Credentials:Keys:1 has no setting 'Institutoin'; the nearest is Institution"] },
        { ["Credentials__Keys=salasana"], ["Credentials:Keys is a list"] },
        { ["Credentials__Keys__0=salasana"], ["Credentials:Keys:0 has settings of its own", "KeySha256"] },
        { ["SignIn__Provider__Roles__0__ReadsPayloads=yes", "SignIn__Provider__Institutions__0__Code=10056"], ["SignIn:Provider:Roles:0:ReadsPayloads must be true or false", "SignIn:Provider:Institutions:0 has no setting 'Code'"] },
        { ["SignIn__Provider__Roles__0__Role=Director"], ["SignIn:Provider:Roles:0", "Operator, Resolver, Viewer"] },
        { ["Embed__Ancestors__0=https://sis.example.fi; script-src *"], ["Embed:Ancestors:0", "https://sis.example.fi"] },
        { ["Embed__Lifetime=1.00:00:00"], ["Lifetime", "08:00:00"] },
        { ["--directory", "absent"], ["institutions.json", "networks.json"] },
        { ["Lanes__MaxMessageBytes=1"], ["MaxMessageBytes"] },
    };

    [Theory]
    [MemberData(nameof(WrongChoices))]
    public async Task A_wrong_choice_is_explained(string[] choice, string[] said)
    {
        _commandLine.Write("a file", "");
        Directory.CreateDirectory(Path.Combine(_commandLine.Folder, "no database"));
        _commandLine.Write("no database/tracker.db", "This is text and no database, and long enough to be told apart from an empty file by whoever opens it as one.");
        var directory = choice.Contains("--directory") ? [] : new[] { "--directory", CommandLine.SampleDirectory };
        var urls = choice.Contains("--urls") ? [] : new[] { "--urls", "http://127.0.0.1:0" };

        var (exitCode, output, errors) = await _commandLine.RunAsync([.. choice, .. urls, .. directory]);

        Assert.Equal(1, exitCode);
        Assert.All(said, text => Assert.Contains(text, output + errors, StringComparison.Ordinal));
        Assert.Matches("^(Cannot go on\\. |Argument )", errors.TrimStart()); // and nothing before it: no warning, no stack trace
        Assert.DoesNotContain("   at ", output + errors, StringComparison.Ordinal);
        Assert.DoesNotContain("salasana", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_explained()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (exitCode, _, errors) = await _commandLine.RunAsync("--urls", $"http://{taken.LocalEndpoint}", "--directory", CommandLine.SampleDirectory);

        Assert.Equal(1, exitCode);
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
        Assert.Contains("--urls", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_faults_of_the_directory_are_listed_together_with_the_nearest_choices()
    {
        _commandLine.Write("institutions.json", File.ReadAllText(Path.Combine(CommandLine.SampleDirectory, "institutions.json"))
            .Replace("\"10066\"", "\"10065\"", StringComparison.Ordinal)
            .Replace("\"adapter\": { \"way\": \"dotnet\", \"name\": \"reference-sis\" }", "\"adapter\": { \"way\": \"dotnet\", \"name\": \"reference-ssi\" }", StringComparison.Ordinal));
        _commandLine.Write("networks.json", File.ReadAllText(Path.Combine(CommandLine.SampleDirectory, "networks.json"))
            .Replace("\"validFrom\": \"2021-01-01\"", "\"validFrom\": \"2021-01-01\", \"validUntil\": \"2020-01-01\"", StringComparison.Ordinal));

        var (exitCode, _, errors) = await _commandLine.RunAsync("--urls", "http://127.0.0.1:0", "--directory", ".");

        Assert.Equal(1, exitCode);
        Assert.All(
            new[] { "fault(s)", "code 10065 stands 2 times", "'reference-ssi', which is not installed here; the nearest is reference-sis", "member 10066, which is not in institutions.json", "ends (2020-01-01) before it begins" },
            text => Assert.Contains(text, errors, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Topology_prints_what_RabbitMQ_needs_without_one()
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync("topology", "--directory", CommandLine.SampleDirectory);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.All(
            new[] { "csb.dead", "csb.10056.lane <- csb.10056.out", "csb.10066.in <- csb.10066.in", "x-queue-type = quorum", "x-single-active-consumer = true", "set_permissions csb-10065 '^$'" },
            text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(_commandLine.Folder));
    }

    [Theory]
    [InlineData("--check")]
    [InlineData("--apply")]
    public async Task Topology_cannot_be_checked_or_applied_without_RabbitMQ(string option)
    {
        var (exitCode, _, errors) = await _commandLine.RunAsync("topology", option, "--directory", CommandLine.SampleDirectory);

        Assert.Equal(1, exitCode);
        Assert.Contains("ConnectionStrings__RabbitMq", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("topology", "--check")]
    [InlineData("demo", "--transport", "rabbitmq")]
    [InlineData("run", "--transport", "rabbitmq")]
    public async Task RabbitMQ_that_does_not_answer_is_explained_without_its_password(params string[] command)
    {
        var (exitCode, output, errors) = await _commandLine.RunAsync(
            ["ConnectionStrings__RabbitMq=amqp://u:salasana@127.0.0.1:1/", .. command, "--directory", CommandLine.SampleDirectory]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("Cannot go on. RabbitMQ does not answer", errors.TrimStart(), StringComparison.Ordinal);
        Assert.DoesNotContain("salasana", output + errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrating_twice_is_as_good_as_once()
    {
        foreach (var _ in new[] { 1, 2 })
        {
            var (exitCode, output, errors) = await _commandLine.RunAsync("migrate", "--data", "kept here");

            Assert.Equal((0, ""), (exitCode, errors));
            Assert.Contains("newest", output, StringComparison.Ordinal);
        }

        Assert.True(File.Exists(Path.Combine(_commandLine.Folder, "kept here", "tracker.db")));
    }
}
