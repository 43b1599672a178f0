using System.ComponentModel.DataAnnotations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CrossStudyBroker.Broker.Transport;

/// <summary>Registers the transport.</summary>
public static class TransportRegistration
{
    /// <summary>Adds MassTransit on RabbitMQ or in memory. The bus starts and stops with the host.</summary>
    public static IServiceCollection AddTransport(this IServiceCollection services, TransportOptions options)
    {
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<MemoryQueues>();
        services.AddSingleton<Post>();
        services.AddSingleton<Endpoints>();
        services.AddSingleton(provider => new TransportState(provider.GetRequiredService<IBusControl>(), options));
        services.AddOptions<MassTransitHostOptions>().Configure(host =>
        {
            host.WaitUntilStarted = true;
            host.ConsumerStopTimeout = options.StopTimeout;
            host.StopTimeout = options.StopTimeout * 2;
        });
        return services.AddMassTransit(masstransit =>
        {
            masstransit.DisableUsageTelemetry();
            if (options.Kind == TransportKind.RabbitMq)
            {
                masstransit.UsingRabbitMq((_, bus) => UseRabbitMq(bus, options));
            }
            else
            {
                masstransit.UsingInMemory((_, bus) => UseRawFormat(bus));
            }
        });
    }

    private static void UseRabbitMq(IRabbitMqBusFactoryConfigurator bus, TransportOptions options)
    {
        var uri = RabbitMqAddress.Required(options);
        var (user, password) = RabbitMqAddress.Credentials(uri);
        var nodes = RabbitMqAddress.Nodes(options).ToList();
        bus.Host(nodes[0].Host, (ushort)nodes[0].Port, RabbitMqAddress.VirtualHost(uri), RabbitMqAddress.ConnectionName, host =>
        {
            host.Username(user);
            host.Password(password);
            host.MaxMessageSize(RabbitMqAddress.LargestMessage);
            if (RabbitMqAddress.IsEncrypted(uri))
            {
                host.UseSsl();
            }

            if (nodes.Count > 1)
            {
                host.UseCluster(cluster => nodes.ForEach(node => cluster.Node($"{node.Host}:{node.Port}")));
            }
        });
        bus.ConnectSendObserver(new Refusal.Observer());
        UseRawFormat(bus);
    }

    private static void UseRawFormat(IBusFactoryConfigurator bus)
    {
        var format = new RawFormat();
        bus.ClearSerialization();
        bus.AddSerializer(format);
        bus.AddDeserializer(format, isDefault: true);
    }
}
