using CrossStudyBroker.Broker.Vault;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>The key ring is in a file that only its owner may read, and is changed in place.</summary>
public sealed class FileKeyRingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csb-keys-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "keys");

    private FileKeyRing Ring => new(Path);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_once_and_read_from_then_on()
    {
        var made = Ring.CreateIfMissing().Read();
        foreach (var again in new[] { Ring.CreateIfMissing().Read(), Ring.Read() })
        {
            Assert.Equal(made.Hashing, again.Hashing);
            Assert.Equal(made.Sealing.Key, again.Sealing.Key);
        }

        Assert.Equal((32, 32), (made.Hashing.Length, made.Sealing.Key.Length));
        Assert.NotEqual(made.Hashing, made.Sealing.Key);
    }

    [Fact]
    public void The_file_is_made_for_its_owner_only()
    {
        Ring.CreateIfMissing();
        Assert.Equal("600", Mode);
    }

    [Theory]
    [InlineData("640")]
    [InlineData("604")]
    [InlineData("620")]
    [InlineData("602")]
    [InlineData("666")]
    public void A_file_that_others_may_read_or_write_is_refused_and_the_remedy_told(string mode)
    {
        Ring.CreateIfMissing();
        Mode = mode;
        Assert.Contains("chmod 600 " + Path, Fault());
    }

    [Fact]
    public void A_link_has_the_rights_of_the_file_it_leads_to()
    {
        Ring.CreateIfMissing();
        var link = new FileKeyRing(File.CreateSymbolicLink(Path + " elsewhere", Path).FullName);
        Assert.NotNull(link.Read());
        Mode = "644";
        Assert.Throws<InvalidOperationException>(() => link.Read());
    }

    [Theory]
    [InlineData("400")]
    [InlineData("600")]
    public void A_file_for_its_owner_only_is_taken(string mode)
    {
        Ring.CreateIfMissing();
        Mode = mode;
        Assert.NotNull(Ring.Read());
    }

    [Fact]
    public void A_missing_file_is_not_made_where_that_was_not_asked_for()
    {
        Assert.Contains("does not exist", Fault());
        Assert.False(File.Exists(Path));
    }

    [Fact]
    public void A_further_key_seals_and_the_ones_before_open()
    {
        var before = Ring.CreateIfMissing().Read();
        var added = Ring.Add();

        var after = Ring.Read();
        Assert.Equal(added.Id, after.Sealing.Id);
        Assert.Equal(before.Sealing.Key, after.Find(before.Sealing.Id)!.Key);
        Assert.Equal(before.Hashing, after.Hashing);
        Assert.Equal("600", Mode);
    }

    [Fact]
    public void A_key_is_added_on_a_line_of_its_own_to_a_file_that_ends_without_one()
    {
        Ring.CreateIfMissing();
        File.WriteAllText(Path, File.ReadAllText(Path).TrimEnd());

        Ring.Add();

        Assert.Equal(2, Ring.Read().Wrapping.Count);
    }

    [Fact]
    public void A_destroyed_key_is_nowhere_in_the_file_and_the_others_are_as_they_were()
    {
        var first = Ring.CreateIfMissing().Read();
        var (second, third) = (Ring.Add(), Ring.Add());

        Ring.Destroy(first.Sealing);

        Assert.DoesNotContain(Convert.ToBase64String(first.Sealing.Key), File.ReadAllText(Path));
        Assert.Equal([second.Id, third.Id], Ring.Read().Wrapping.Select(key => key.Id));
        Assert.Equal(first.Hashing, Ring.Read().Hashing);
    }

    private string Fault() => Assert.Throws<InvalidOperationException>(() => Ring.Read()).Message;

    /// <summary>Rights of the file in octal digits; without Unix there are none, and the test is skipped.</summary>
    private string Mode
    {
        get
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
            return OperatingSystem.IsWindows() ? "" : Convert.ToString((int)File.GetUnixFileMode(Path), 8);
        }

        set
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(Path, (UnixFileMode)Convert.ToInt32(value, 8));
            }
        }
    }
}
