using CrossStudyBroker.RabbitMqTests;
using Xunit;
#if USE_TESTCONTAINERS
using DotNet.Testcontainers.Builders;
using Testcontainers.RabbitMq;
#endif

[assembly: AssemblyFixture(typeof(RabbitMqServer))]

namespace CrossStudyBroker.RabbitMqTests;

/// <summary>
/// The one place that knows where a RabbitMQ comes from. In this order:
/// 1. the one that CROSSSTUDY_TEST_RABBITMQ and CROSSSTUDY_TEST_RABBITMQ_MANAGEMENT name (<c>tests/run.sh</c> sets them);
/// 2. a container, where the tests were built with <c>-p:UseTestcontainers=true</c> and Docker answers;
/// 3. a private node of the machine's rabbitmq-server;
/// 4. none, and the tests that need it skip with the reason.
/// A test asks for a <see cref="VirtualHost"/>; the server is looked for when the first one does.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const string AmqpVariable = "CROSSSTUDY_TEST_RABBITMQ";
    private const string ManagementVariable = "CROSSSTUDY_TEST_RABBITMQ_MANAGEMENT";
    private const string FolderVariable = "CROSSSTUDY_TEST_RABBITMQ_FOLDER";

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

    private static async Task<Source> FindAsync() => Given() ?? await ContainerAsync() ?? await PrivateNodeAsync();

    private static Source? Given()
    {
        if (Environment.GetEnvironmentVariable(AmqpVariable) is not { Length: > 0 } amqp)
        {
            return null;
        }

        return Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } management
            ? new Source(new Uri(amqp), new Uri(management), null, null) { Folder = Environment.GetEnvironmentVariable(FolderVariable) }
            : throw new InvalidOperationException($"{AmqpVariable} is set, so {ManagementVariable} must be too: each test class gets its own virtual host.");
    }

#if USE_TESTCONTAINERS
    private static async Task<Source?> ContainerAsync()
    {
        const ushort managementPort = 15672;
        try
        {
            var container = new RabbitMqBuilder("rabbitmq:4-management").WithPortBinding(managementPort, assignRandomHostPort: true).Build();
            await container.StartAsync();
            var amqp = new Uri(container.GetConnectionString());
            var management = new UriBuilder(amqp) { Scheme = Uri.UriSchemeHttp, Port = container.GetMappedPublicPort(managementPort) };
            return new Source(amqp, management.Uri, container, null);
        }
        catch (DockerUnavailableException)
        {
            return null;
        }
    }
#else
    private static Task<Source?> ContainerAsync() => Task.FromResult<Source?>(null);
#endif

    private static async Task<Source> PrivateNodeAsync()
    {
        var node = await PrivateServer.StartAsync("rabbitmq");
        return node.Failure is { } failure
            ? new Source(null, null, node, $"No RabbitMQ: {AmqpVariable} is not set, and {failure}.")
            : new Source(new Uri(node.Settings[AmqpVariable]), new Uri(node.Settings[ManagementVariable]), node, null) { Folder = node.Settings[FolderVariable] };
    }

    /// <summary>A server, or why there is none.</summary>
    internal sealed record Source(Uri? Amqp, Uri? Management, IAsyncDisposable? Started, string? Unavailable)
    {
        /// <summary>Where it writes, as <c>tests/server.sh</c> says; null where that is not known.</summary>
        public string? Folder { get; init; }
    }
}
