using System.Text.Json.Serialization;
using CrossStudyBroker.Dashboard.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace CrossStudyBroker.Dashboard.Api;

/// <summary>Registers the HTTP API.</summary>
internal static class ApiSetup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<FilterReading>();
        services.AddSingleton<MessageReading>();
        services.AddSingleton<MessageExport>();
        services.AddSingleton<MessageSending>();
        services.AddOptions<ApiOptions>().BindConfiguration("Api").ValidateDataAnnotations().ValidateOnStart();
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
    }
}
