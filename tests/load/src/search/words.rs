//! What people write on tickets: words of unlike frequency, so that some stand everywhere and some almost nowhere.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const PLACES: [&str; 40] = [
    "政务服务中心",
    "行政审批大厅",
    "市民服务大厅",
    "公积金窗口",
    "不动产登记窗口",
    "社保经办窗口",
    "税务办理窗口",
    "婚姻登记处",
    "出入境窗口",
    "户政大厅",
    "档案馆",
    "信访接待室",
    "应急指挥中心",
    "会议中心",
    "机房三楼",
    "数据中心",
    "信息中心",
    "财务科",
    "办公室",
    "人事科",
    "督查室",
    "法制科",
    "青秀区分中心",
    "兴宁区分中心",
    "江南区分中心",
    "良庆区分中心",
    "邕宁区分中心",
    "武鸣区分中心",
    "横州市分厅",
    "宾阳县分厅",
    "上林县分厅",
    "马山县分厅",
    "隆安县分厅",
    "柳江区窗口",
    "鹿寨县窗口",
    "融水县窗口",
    "三江县窗口",
    "临桂区窗口",
    "阳朔县窗口",
    "恭城县窗口",
];

const SYSTEMS: [&str; 40] = [
    "公文交换平台",
    "协同办公系统",
    "审批业务系统",
    "门户网站",
    "电子监察系统",
    "视频会议系统",
    "电子邮件系统",
    "数字档案系统",
    "统一认证平台",
    "数据共享平台",
    "短信平台",
    "电子印章系统",
    "电子证照库",
    "信用信息平台",
    "好差评系统",
    "排队叫号系统",
    "自助终端",
    "政务外网",
    "专线链路",
    "无线网络",
    "防火墙",
    "入侵检测设备",
    "堡垒机",
    "备份系统",
    "虚拟化平台",
    "存储阵列",
    "数据库集群",
    "消息中间件",
    "负载均衡设备",
    "域名解析服务",
    "时间同步服务",
    "日志审计系统",
    "漏洞扫描系统",
    "财务核算系统",
    "人事管理系统",
    "资产管理系统",
    "督查督办系统",
    "信访管理系统",
    "应急值守系统",
    "决策支持系统",
];

const FAULTS: [&str; 48] = [
    "无法登录",
    "登录缓慢",
    "页面打不开",
    "附件上传失败",
    "附件下载失败",
    "公文收不到",
    "公文发不出",
    "打印没有反应",
    "签章失败",
    "数据不一致",
    "统计报表错误",
    "查询超时",
    "提示会话超时",
    "验证码不显示",
    "短信收不到",
    "图片不显示",
    "流程卡在审核环节",
    "待办事项丢失",
    "附件乱码",
    "导出表格为空",
    "网络中断",
    "网络时断时续",
    "丢包严重",
    "磁盘空间不足",
    "内存占用过高",
    "服务自动停止",
    "证书过期",
    "密码被锁定",
    "权限不足",
    "账号重复",
    "接口返回错误",
    "同步延迟",
    "时间不准",
    "屏幕闪烁",
    "设备异响",
    "电源告警",
    "温度过高",
    "风扇故障",
    "指示灯异常",
    "扫描仪无法识别",
    "读卡器不识别",
    "叫号不响",
    "语音没有声音",
    "视频画面卡顿",
    "投屏失败",
    "备份任务失败",
    "日志写满",
    "勒索病毒告警",
];

const EFFECTS: [&str; 24] = [
    "影响窗口受理",
    "群众排队等候",
    "全市范围均受影响",
    "仅本单位受影响",
    "领导急用",
    "会议即将开始",
    "业务暂停办理",
    "改用手工登记",
    "已重启未恢复",
    "更换电脑后仍然如此",
    "其他科室正常",
    "昨日开始出现",
    "今早上班发现",
    "升级之后出现",
    "雷雨之后出现",
    "停电恢复后出现",
    "搬迁之后出现",
    "巡检时发现",
    "用户电话反映",
    "反复出现多次",
    "偶尔可以恢复",
    "重新登录后正常",
    "影响月末结算",
    "影响年度考核填报",
];

const SURNAMES: &str = "韦黄李陈梁覃莫卢蒙陆农罗潘廖杨唐周吴刘张王何林谭邓苏龙玉欧甘岑闭";
const GIVEN: &str = "芳敏丽静强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅鹏宇浩凯雪婷佳欣怡梓涵诗雨晨阳博文思远志国建新海天宏亮翠莲燕飞凤鸣春晓冬青秋月夏荷振邦维民";
const STREETS: &str =
    "民族朝阳新华园湖金湖星光友爱人民解放中山龙胜滨江白沙五一建设望园云景柳沙仙葫凤岭东葛桃源古城共和";

/// Writes tickets; the same seed writes the same.
pub struct Writer {
    chance: StdRng,
}

impl Writer {
    pub fn new(seed: u64) -> Self {
        Self { chance: StdRng::seed_from_u64(seed) }
    }

    /// Title and description.
    pub fn ticket(&mut self) -> (String, String) {
        let (place, system, fault) = (self.word(&PLACES), self.word(&SYSTEMS), self.word(&FAULTS));
        let (effect, more) = (self.word(&EFFECTS), self.word(&FAULTS));
        let (surname, one, two) = (self.letter(SURNAMES), self.letter(GIVEN), self.letter(GIVEN));
        let (street, street_end) = (self.letter(STREETS), self.letter(STREETS));
        let (host, room) = (self.chance.random_range(1..=254), self.chance.random_range(101..=1_899));
        let title = format!("{place}{system}{fault}");
        let description = format!(
            "{place}反映{system}{fault}，{effect}，同时{more}。联系人：{surname}{one}{two}，地点：{street}{street_end}路{room}室，终端地址10.12.7.{host}。"
        );
        (title, description)
    }

    /// The first words come far more often than the last.
    fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let chance: f64 = self.chance.random();
        let place = ((words.len() as f64 + 1.0).powf(chance) - 1.0) as usize;
        words.get(place).copied().unwrap_or_default()
    }

    fn letter(&mut self, letters: &str) -> char {
        let letters: Vec<char> = letters.chars().collect();
        let chance: f64 = self.chance.random();
        let place = ((letters.len() as f64) * chance * chance) as usize;
        letters.get(place).copied().unwrap_or('一')
    }
}
