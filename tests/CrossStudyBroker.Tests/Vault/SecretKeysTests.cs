using CrossStudyBroker.Broker.Vault;
using Xunit;

namespace CrossStudyBroker.Tests.Vault;

/// <summary>The two secrets are in a file that only its owner may read.</summary>
public sealed class SecretKeysTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csb-keys-").FullName;

    private string File => Path.Combine(_folder, "keys");

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_once_and_read_from_then_on()
    {
        var made = SecretKeys.FromFile(File, create: true);
        foreach (var again in new[] { SecretKeys.FromFile(File, create: true), SecretKeys.FromFile(File, create: false) })
        {
            Assert.Equal(made.Hashing, again.Hashing);
            Assert.Equal(made.Wrapping.Key, again.Wrapping.Key);
            Assert.Equal(made.Wrapping.Id, again.Wrapping.Id);
        }
    }

    [Fact]
    public void The_two_keys_have_32_bytes_each_and_differ()
    {
        var keys = SecretKeys.FromFile(File, create: true);
        Assert.Equal((32, 32), (keys.Hashing.Length, keys.Wrapping.Key.Length));
        Assert.NotEqual(keys.Hashing, keys.Wrapping.Key);
    }

    [Fact]
    public void The_public_id_of_a_key_does_not_give_it_away()
    {
        var keys = SecretKeys.Ephemeral();
        Assert.Equal(8, keys.Wrapping.Id.Length);
        Assert.DoesNotContain(keys.Wrapping.Id, Convert.ToHexStringLower(keys.Wrapping.Key));
    }

    [Fact]
    public void The_file_is_made_for_its_owner_only()
    {
        SecretKeys.FromFile(File, create: true);
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
        SecretKeys.FromFile(File, create: true);
        Mode = mode;
        Assert.Contains("chmod 600 " + File, Fault());
    }

    [Theory]
    [InlineData("400")]
    [InlineData("600")]
    public void A_file_for_its_owner_only_is_taken(string mode)
    {
        SecretKeys.FromFile(File, create: true);
        Mode = mode;
        Assert.NotNull(SecretKeys.FromFile(File, create: false));
    }

    [Fact]
    public void A_missing_file_is_not_made_where_that_was_not_asked_for()
    {
        Assert.Contains("does not exist", Fault());
        Assert.False(System.IO.File.Exists(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")] // one key
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAA")] // a short one
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nnot base64, but rather long all the same !!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")] // a long one
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")] // three
    public void A_malformed_file_is_refused_without_showing_what_is_in_it(string text)
    {
        Write(text);
        var fault = Fault();
        Assert.Contains("two lines, each 32 bytes in base64", fault);
        Assert.DoesNotContain("AAAA", fault);
    }

    [Fact]
    public void Empty_lines_and_spaces_around_the_keys_do_not_matter()
    {
        Write("\n AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= \r\n\nAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\n\n");
        var keys = SecretKeys.FromFile(File, create: false);
        Assert.Equal(new byte[32], keys.Hashing);
        Assert.Equal(Enumerable.Repeat((byte)1, 32), keys.Wrapping.Key);
    }

    private string Fault() => Assert.Throws<InvalidOperationException>(() => SecretKeys.FromFile(File, create: false)).Message;

    private void Write(string text)
    {
        SecretKeys.FromFile(File, create: true); // with the rights it must have
        System.IO.File.WriteAllText(File, text);
    }

    /// <summary>Rights of the file in octal digits; without Unix there are none, and the test is skipped.</summary>
    private string Mode
    {
        get
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
            return OperatingSystem.IsWindows() ? "" : Convert.ToString((int)System.IO.File.GetUnixFileMode(File), 8);
        }

        set
        {
            Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are a matter of Unix.");
            if (!OperatingSystem.IsWindows())
            {
                System.IO.File.SetUnixFileMode(File, (UnixFileMode)Convert.ToInt32(value, 8));
            }
        }
    }
}
