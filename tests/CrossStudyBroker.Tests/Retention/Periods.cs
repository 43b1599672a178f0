using CrossStudyBroker.Broker.Directory;
using CrossStudyBroker.Broker.Retention;
using CrossStudyBroker.Tests.Directories;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CrossStudyBroker.Tests.Retention;

/// <summary>Retention as a directory says, on copies of the sample files.</summary>
internal static class Periods
{
    /// <summary>The usual periods, or others for the network 3amk.</summary>
    public static RetentionPeriods Of(NetworkRetention? of3amk = null, RetentionOptions? usual = null) => new(Directory(of3amk), Options.Create(usual ?? new RetentionOptions()));

    /// <summary>The sample directory, with other periods for the network 3amk.</summary>
    public static DirectorySource Directory(NetworkRetention? of3amk = null)
    {
        using var folder = new DirectoryFolder();
        if (of3amk is not null)
        {
            folder.Edit(DirectoryFolder.Networks, ("networks/0/retention", System.Text.Json.JsonSerializer.SerializeToNode(of3amk, Web)));
        }

        return new DirectorySource(Options.Create(new DirectoryOptions { Folder = folder.Path }), ConnectionWays.Any, TimeProvider.System, NullLogger<DirectorySource>.Instance);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Web = new(System.Text.Json.JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}
