using System.ComponentModel.DataAnnotations;

namespace CrossStudyBroker.Broker.Directory;

/// <summary>Where the directory of institutions and networks is (section "Directory").</summary>
public sealed class DirectoryOptions
{
    /// <summary>Folder with institutions.json and networks.json.</summary>
    [Required]
    public string Folder { get; set; } = "";

    /// <summary>How often the files are looked at for changes. Default 2 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "1.00:00:00")]
    public TimeSpan ReloadInterval { get; set; } = TimeSpan.FromSeconds(2);
}
