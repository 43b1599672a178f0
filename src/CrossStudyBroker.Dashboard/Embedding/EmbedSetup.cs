using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Dashboard.Embedding;

/// <summary>Registers what shows the status of a case inside an institution's own system.</summary>
internal static class EmbedSetup
{
    public static void AddEmbedding(this IServiceCollection services)
    {
        services.AddOptions<EmbedOptions>().BindConfiguration("Embed").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<EmbedOptions>, EmbedCheck>();
        services.AddSingleton<EmbedTokens>();
        services.AddSingleton<CaseStatusReading>();
    }
}
