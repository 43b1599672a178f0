using CrossStudyBroker.Broker.Vault;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>What is kept lies in folders for their owner only.</summary>
public sealed class PrivateFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("csb-folder-");

    public PrivateFolderTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_folder_is_made_for_its_owner_only()
    {
        PrivateFolder.Create(Path.Combine(_folder.FullName, "data", "sessions"));
        Assert.Equal("700", Mode("data/sessions"));
    }

    [Fact]
    public void An_empty_folder_is_made_private_and_one_with_something_in_it_left_as_it_is()
    {
        _folder.CreateSubdirectory("empty");
        _folder.CreateSubdirectory("full/content");
        PrivateFolder.Create(Path.Combine(_folder.FullName, "empty"));
        PrivateFolder.Create(Path.Combine(_folder.FullName, "full"));
        Assert.Equal("700", Mode("empty"));
        Assert.NotEqual("700", Mode("full"));
    }

    private string Mode(string folder) => OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(Path.Combine(_folder.FullName, folder)), 8);
}
